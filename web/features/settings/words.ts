import { type Translation, wordsFor } from '../../app/i18n.ts'

export const pt = {
  title: 'Configurações',
  sections: 'Seções das configurações',
  own: 'Sua conta',
  instance: 'Equipe e servidor',
}

export const en: Translation<typeof pt> = {
  title: 'Settings',
  sections: 'Settings sections',
  own: 'Your account',
  instance: 'Team and server',
}

export const { useWords, say } = wordsFor('settings', { pt, en })
