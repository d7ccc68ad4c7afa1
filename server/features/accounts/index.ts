import type { Feature } from '#platform/feature.ts'
import { checkJobs, checkSchedules } from './checking/jobs.ts'
import { connectFromEnvironment } from './connecting/environment.ts'
import { accountRoutes } from './connecting/routes.ts'
import { accountRule } from './live.ts'
import { numberRoutes } from './numbers/routes.ts'
import { personalData } from './personal-data.ts'

export { appSecrets } from './doors/app-secrets.ts'
export { graphOf } from './doors/graph.ts'
export { type KnownNumber, numberById, numbersByExternal } from './doors/numbers.ts'
export { noteWebhooks, numberDelivers } from './doors/times.ts'
export { applyField, type Notice } from './notices/apply.ts'
export { stopAccount } from './trouble/accounts.ts'
export { stopless, stopNumber } from './trouble/numbers.ts'

/** The business's own accounts at its channels, their numbers, and how both are doing. */
export const accounts = {
  name: 'accounts',
  routes: (all) => {
    const http = all.tag('Accounts')
    accountRoutes(http)
    numberRoutes(http)
  },
  jobs: checkJobs,
  schedules: checkSchedules,
  live: [accountRule],
  personalData,
  prepare: connectFromEnvironment,
} satisfies Feature
