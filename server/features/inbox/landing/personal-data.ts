import type { PersonalData } from '#platform/feature.ts'

export const personalData: readonly PersonalData[] = [
  {
    table: 'raw_events',
    about: 'contact',
    columns: ['body'],
    keep: 'A week unless set otherwise, word for word, to look up and land again what went wrong.',
  },
  {
    table: 'parked_items',
    about: 'contact',
    columns: ['item'],
    keep: 'Until somebody has landed or dismissed it, and ninety days at most, since it could not be stored elsewhere.',
  },
]
