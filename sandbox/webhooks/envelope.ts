import type { BusinessNumber } from '../api.ts'
import { digitsOf } from '../world/phones.ts'
import type { WebhookState } from '../world/threads.ts'

/** One thing that happened, as it is told to the app. */
export type Update = {
  /** What has the same lane arrives in order. */
  lane: string
  /** What the ledger calls it. */
  item: string
  field: string
  value: Part | { whole: unknown }
  told?: (state: WebhookState, uri: string) => void
}

/** A message or status; neighbours of the same number share one `value`. */
export type Part = {
  number: BusinessNumber
  kind: 'messages' | 'statuses' | 'message_echoes'
  content: Record<string, unknown>
  contact?: Contact
}
export type Contact = {
  profile: { name: string; username?: string }
  wa_id?: string
  user_id: string
}

type Change = { field: string; value: Record<string, unknown> }
type Entry = { id: string; time?: number; changes: Change[] }

/**
 * Meta puts one update in a request or a thousand, of several numbers and kinds: in as many entries and changes as
 * there are turns from one to the other.
 */
export function envelope(wabaId: string, updates: Update[], now: number): string {
  const entries: Entry[] = []
  let last: { change: Change; part: Part } | undefined
  for (const { field, value } of updates) {
    if ('whole' in value) {
      // What the sandbox was told to post is posted, an object or not.
      const change = { field, value: value.whole as Record<string, unknown> }
      entries.push({ id: wabaId, time: Math.floor(now / 1000), changes: [change] })
      last = undefined
      continue
    }
    const sameNumber = last?.part.number === value.number
    if (last && sameNumber && last.part.kind === value.kind && last.change.field === field)
      join(last.change.value, value)
    else {
      const change = { field, value: valueWith(value) }
      if (sameNumber) entries.at(-1)?.changes.push(change)
      else entries.push({ id: wabaId, changes: [change] })
      last = { change, part: value }
    }
  }
  return escaped(JSON.stringify({ object: 'whatsapp_business_account', entry: entries }))
}

const valueWith = ({ number, kind, content, contact }: Part): Record<string, unknown> => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: digitsOf(number.phone), phone_number_id: number.id },
  ...(contact && { contacts: [contact] }),
  [kind]: [content],
})

function join(value: Record<string, unknown>, { kind, content, contact }: Part): void {
  append(value, kind, content)
  const contacts = value.contacts
  const known = Array.isArray(contacts) && contacts.some((one: Contact) => one.user_id === contact?.user_id)
  if (contact && !known) append(value, 'contacts', contact)
}

function append(value: Record<string, unknown>, key: string, item: unknown): void {
  const list = value[key]
  if (Array.isArray(list)) list.push(item)
  else value[key] = [item]
}

/** As Meta writes JSON: who parses it and writes it anew before looking at the signature is found out. */
const escaped = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
