import type { PersonalData } from '#platform/feature.ts'

export const personalData: readonly PersonalData[] = [
  {
    table: 'messages',
    about: 'contact',
    columns: ['text', 'content', 'reactions'],
    keep: 'As long as the conversation that they are in, to know what was asked and agreed.',
  },
  {
    table: 'messages',
    about: 'person',
    columns: ['author_id'],
    keep: 'With the message, to know who wrote it for the business.',
  },
]
