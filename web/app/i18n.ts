import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

export const languages = ['pt-BR', 'en'] as const
export type Language = (typeof languages)[number]

type Tree = { [key: string]: string | Tree }
/** The same keys, other words: a key missing in English does not compile. */
export type Translation<T> = { [K in keyof T]: T[K] extends string ? string : Translation<T[K]> }
/** For the few words that must be there before their feature is loaded: its name in the rail. */
export type Bilingual = { pt: string; en: string }

type Singular<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'many' | 'other'}` ? Base : K
type Key<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Key<T[K]>}`
}[keyof T & string]
type Values = Record<string, string | number>
export type Say<T> = (key: Key<T>, values?: Values) => string

// Resources are here when they are asked for (each feature brings its own along), so nothing needs to wait.
i18next.use(initReactI18next).init({
  lng: preferredLanguage(),
  fallbackLng: 'pt-BR',
  load: 'currentOnly',
  ns: [],
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})

/** Adds a feature's words and gives back the two ways to say them: in a component, and outside of one. */
export function wordsFor<T extends Tree>(feature: string, words: { pt: T; en: Translation<T> }) {
  i18next.addResourceBundle('pt-BR', feature, words.pt)
  i18next.addResourceBundle('en', feature, words.en)
  return {
    // i18next's own types know one global catalogue; ours are narrower, one per feature: hence the two casts.
    useWords: () => useTranslation(feature).t as unknown as Say<T>,
    say: i18next.getFixedT(null, feature) as unknown as Say<T>,
  }
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'pt-BR')
export const inCurrentLanguage = (words: Bilingual) => words[currentLanguage() === 'en' ? 'en' : 'pt']

/** Re-renders whoever calls it when the language changes. */
export function useLanguage(): Language {
  useTranslation()
  return currentLanguage()
}

export function setLanguage(language: Language): void {
  try {
    localStorage.setItem('prosa.language', language)
  } catch {
    // Blocked storage: the choice lasts until the page is closed.
  }
  document.documentElement.lang = language
  if (language !== currentLanguage()) void i18next.changeLanguage(language)
}

function preferredLanguage(): Language {
  const chosen = remembered()
  if (chosen) return chosen
  if (typeof navigator === 'undefined') return 'pt-BR'
  const spoken = navigator.languages.find((each) => /^(pt|en)\b/i.test(each))
  return spoken?.toLowerCase().startsWith('en') ? 'en' : 'pt-BR'
}

function remembered(): Language | undefined {
  try {
    const stored = globalThis.localStorage?.getItem('prosa.language')
    return languages.find((each) => each === stored)
  } catch {
    return undefined
  }
}
