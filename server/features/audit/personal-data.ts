import type { PersonalData } from '#platform/feature.ts'

export const personalData: readonly PersonalData[] = [
  {
    table: 'audit_entries',
    about: 'person',
    columns: ['actor_id', 'subject_id', 'ip', 'user_agent'],
    keep: 'As long as the audit settings say (24 months unless changed, never under 6), to answer who did what. Names are not kept in it: erasing a person leaves entries that point to nobody.',
  },
]
