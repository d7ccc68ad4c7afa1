import { words } from './words.ts'

export type Word = keyof typeof words
type Values = Record<string, string | number>

/** `locale` as Intl wants it: English dates are written the way Prosa writes them, day first. */
export const english = prefersEnglish()
export const locale = english ? 'en-GB' : 'pt-BR'

export function say(key: Word, values: Values = {}): string {
  return words[key][english ? 1 : 0].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** "1 mensagem", "3 mensagens": the word for one, or the one for many. */
export const count = (amount: number, one: Word, many: Word): string =>
  say(amount === 1 ? one : many, { count: amount })

function prefersEnglish(): boolean {
  const chosen = remembered('prosa.locale') ?? remembered('prosa.language') ?? globalThis.navigator?.language
  return chosen?.toLowerCase().startsWith('en') ?? false
}

function remembered(key: string): string | undefined {
  try {
    return globalThis.localStorage?.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}
