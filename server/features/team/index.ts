import type { Feature } from '#platform/feature.ts'
import { jobs, schedules } from './jobs.ts'
import { operatorRule } from './operators/live.ts'
import { personalData } from './personal-data.ts'
import { presenceRule } from './presence/actions.ts'
import { presenceSockets } from './presence/sockets.ts'
import { routes } from './routes.ts'

export { identify } from './identify.ts'
export { ensureFirstAdministrator } from './operators/first-administrator.ts'
export { idsCalled, namesOf } from './store.ts'

/** Who works here, how they prove it, what they and other programs may do, and who is there at the moment. */
export const team = {
  name: 'team',
  routes,
  jobs,
  schedules,
  live: [presenceRule, operatorRule],
  sockets: presenceSockets,
  personalData,
} satisfies Feature
