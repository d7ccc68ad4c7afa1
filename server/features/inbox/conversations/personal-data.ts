import type { PersonalData } from '#platform/feature.ts'

export const personalData: readonly PersonalData[] = [
  {
    table: 'conversations',
    about: 'contact',
    columns: ['contact_id', 'recipient', 'referral'],
    keep: 'As long as the contact is kept, to answer them and to know what was agreed.',
  },
  {
    table: 'conversations',
    about: 'person',
    columns: ['operator_id', 'closed_by'],
    keep: 'With the conversation, to know who had it; the operator is emptied once that person is erased.',
  },
]
