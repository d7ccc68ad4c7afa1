import type { Feature } from '#platform/feature.ts'
import { noteStart } from './instance.ts'
import { jobs, schedules } from './jobs.ts'
import { personalData } from './personal-data.ts'
import { routes } from './routes.ts'

export const operations: Feature = {
  name: 'operations',
  routes,
  jobs,
  schedules,
  personalData,
  prepare: noteStart,
}
