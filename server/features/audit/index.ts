import type { Feature } from '#platform/feature.ts'
import { jobs, schedules } from './jobs.ts'
import { personalData } from './personal-data.ts'
import { routes } from './routes.ts'
import { assertVerified } from './verification.ts'

export const audit: Feature = {
  name: 'audit',
  routes,
  jobs,
  schedules,
  health: [{ name: 'audit', check: assertVerified }],
  personalData,
}
