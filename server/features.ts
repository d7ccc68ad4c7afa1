import { accounts } from '#features/accounts/index.ts'
import { audit } from '#features/audit/index.ts'
import { contacts } from '#features/contacts/index.ts'
import { inbox } from '#features/inbox/index.ts'
import { operations } from '#features/operations/index.ts'
import { team } from '#features/team/index.ts'
import { webhooks } from '#features/webhooks/index.ts'
import type { Feature } from '#platform/feature.ts'

/** All of them, in the order in which they may know of each other. */
export const features: readonly Feature[] = [team, audit, operations, accounts, contacts, inbox, webhooks]
