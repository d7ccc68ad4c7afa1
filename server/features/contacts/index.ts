import type { Feature } from '#platform/feature.ts'
import { followPortfolio } from './meeting/portfolio.ts'
import { personalData } from './personal-data.ts'
import { routes } from './routes.ts'

export type { IdentityChange } from './meeting/follow.ts'
export { followIdentityChange } from './meeting/follow.ts'
export type { Sighting } from './meeting/identities.ts'
export { meet } from './meeting/meet.ts'
export type { Met } from './meeting/plan.ts'
export type { Phone } from './phone.ts'
export { readPhone } from './phone.ts'
export type { KnownContact } from './records/reach.ts'
export { assertReachable, contactById, contactsByIds, shownContacts } from './records/reach.ts'

/** The people on the other side: who they are, by what the channels know them, and that two are one. */
export const contacts = {
  name: 'contacts',
  routes,
  reactions: [{ on: ['account.updated'], job: followPortfolio }],
  personalData,
} satisfies Feature
