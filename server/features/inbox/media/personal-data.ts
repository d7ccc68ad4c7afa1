import type { PersonalData } from '#platform/feature.ts'

export const personalData: readonly PersonalData[] = [
  {
    table: 'media',
    about: 'contact',
    columns: ['name', 'hash', 'thumbnail_hash'],
    keep: 'As long as the message that it came with; the file goes when no message needs it any more.',
  },
  {
    table: 'media',
    about: 'person',
    columns: ['uploaded_by'],
    keep: 'With the file, to know who brought it; empty once that person is erased.',
  },
]
