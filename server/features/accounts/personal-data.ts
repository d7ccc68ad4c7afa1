import type { PersonalData } from '#platform/feature.ts'

export const personalData: readonly PersonalData[] = [
  {
    table: 'numbers',
    about: 'person',
    columns: ['phone'],
    keep: 'While conversations name it. It is the number of the business itself, which may be that of one person.',
  },
]
