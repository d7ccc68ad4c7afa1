import { eventRetentionDays } from '#platform/events/retention.ts'
import type { PersonalData } from '#platform/feature.ts'

export const personalData: readonly PersonalData[] = [
  {
    table: 'events',
    about: 'person',
    columns: ['actor_id', 'subject_id'],
    keep: `${eventRetentionDays} days, so that whoever was away can catch up. Ids only, never names.`,
  },
  {
    table: 'idempotency_keys',
    about: 'person',
    columns: ['owner', 'reply_encrypted'],
    keep: 'A day, encrypted, to answer a repeated request as the first time.',
  },
]
