import { type Translation, wordsFor } from '../../app/i18n.ts'

export const pt = {
  label: 'Sua presença',
  notSaved: 'Sua presença não mudou. {{reason}}',
}

export const en: Translation<typeof pt> = {
  label: 'Your presence',
  notSaved: 'Your presence did not change. {{reason}}',
}

export const { useWords, say } = wordsFor('presence', { pt, en })
