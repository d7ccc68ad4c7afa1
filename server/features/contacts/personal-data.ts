import type { PersonalData } from '#platform/feature.ts'

/** What is kept on the people who write to the business. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'contacts',
    about: 'contact',
    columns: [
      'name',
      'profile_name',
      'username',
      'phone',
      'email',
      'document_encrypted',
      'document_hash',
      'address',
      'fields',
      'notes',
      'search',
    ],
    keep: 'While the business has to do with the person, to know whom it talks to; until they are erased.',
  },
  {
    table: 'identities',
    about: 'contact',
    columns: ['contact_id', 'value', 'phone'],
    keep: 'With the contact, to recognise who writes and to answer them; freed when the contact is removed.',
  },
  {
    table: 'contact_merges',
    about: 'contact',
    columns: ['kept_id', 'merged_id'],
    keep: 'With the contacts that were merged, so that it can be undone. Ids and names of fields only.',
  },
  {
    table: 'contact_merges',
    about: 'person',
    columns: ['merged_by'],
    keep: 'With the merge, to know who did it; empty once that person is erased.',
  },
]
