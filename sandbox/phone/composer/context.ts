import type { ThreadMessage } from '../../api.ts'
import { changed, chatKey } from '../state.ts'

/** What the next message is about: an answer, a correction, from an advertisement, forwarded. One for each chat. */
export type Context = {
  words: string
  reply: ThreadMessage | null
  edit: ThreadMessage | null
  ad: boolean
  forwarded: boolean
}

const contexts = new Map<string, Context>()
const fresh = (): Context => ({ words: '', reply: null, edit: null, ad: false, forwarded: false })

export function context(): Context {
  const key = chatKey()
  const found = contexts.get(key) ?? fresh()
  contexts.set(key, found)
  return found
}

export function changeContext(change: Partial<Context>): void {
  Object.assign(context(), change)
  changed('composer')
}

export const clearContext = (): void => changeContext(fresh())
export const beginReply = (reply: ThreadMessage): void => begin({ reply, edit: null })
export const startMessage = (words: string): void => begin({ words })

export function beginEdit(edit: ThreadMessage): void {
  const { content } = edit
  const body = Array.isArray(content) ? '' : String(content.body ?? '')
  begin({ edit, reply: null, words: body })
}

/** The field takes the words and the focus. */
function begin(change: Partial<Context>): void {
  changeContext(change)
  document.dispatchEvent(new CustomEvent('compose'))
}
