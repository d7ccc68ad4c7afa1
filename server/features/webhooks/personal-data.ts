import { eventRetentionDays } from '#platform/events/retention.ts'
import type { PersonalData } from '#platform/feature.ts'

export const personalData: readonly PersonalData[] = [
  {
    table: 'webhook_deliveries',
    about: 'contact',
    columns: ['payload_encrypted'],
    keep: `${eventRetentionDays} days, encrypted, to send again what another system has missed.`,
  },
  {
    table: 'webhook_endpoints',
    about: 'person',
    columns: ['created_by'],
    keep: 'As long as the endpoint is there, to know who made it; empty once that person is erased.',
  },
]
