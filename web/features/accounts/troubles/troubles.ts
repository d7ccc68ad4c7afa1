import type { Trouble } from '#contract/accounts.ts'
import type { Formats } from '../../../ui/display/format.ts'
import { pt, say } from './words.ts'

type KnownTrouble = keyof typeof pt.trouble
type KnownTodo = keyof typeof pt.todo

/** What is wrong, in a line. A code that came with a newer server is shown as it is. */
export const titleOf = (code: string): string =>
  isTrouble(code) ? say(`trouble.${code}`) : say('unknown', { code })

export function todoOf({ todo }: Pick<Trouble, 'todo'>): string | null {
  const key = todo === 'remove_one' ? 'remove_either' : todo
  return key !== null && isTodo(key) ? say(`todo.${key}`) : null
}

const isTrouble = (code: string): code is KnownTrouble => Object.hasOwn(pt.trouble, code)
const isTodo = (code: string): code is KnownTodo => Object.hasOwn(pt.todo, code)

/** What the provider said of it. A moment is told as a date; what tells a person nothing is left out. */
export function detailOf({ code, detail }: Trouble, format: Pick<Formats, 'dateTime'>): string | null {
  if (!detail || detail.toLowerCase() === code || onlyTrace.test(detail)) return null
  const at = /^\d{4}-\d\d-\d\dT/.test(detail) ? new Date(detail) : null
  return at ? say('until', { date: format.dateTime(at) }) : say('said', { words: detail })
}

// Meta's number for its own search, with nothing else said.
const onlyTrace = /^\(fbtrace_id [^)]*\)$/
