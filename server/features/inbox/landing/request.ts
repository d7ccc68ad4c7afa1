import type { InboundItem, Unparsed } from '../../../channels/channel.ts'

/** One request of a provider, verified and parsed: what is acknowledged as a whole. */
export type Request = {
  /** Of the raw event; null when that was let go of meanwhile. */
  id: string | null
  channel: 'whatsapp_cloud'
  body: Buffer
  items: InboundItem[]
  unparsed: Unparsed[]
  receivedAt: Date
  /** Tried again: it was kept word for word when it came. */
  again?: true
}

type Of<K extends InboundItem['kind']> = Extract<InboundItem, { kind: K }>
export type MessageItem = Of<'message'> | Of<'echo'>
export type AmendmentItem = Of<'reaction'> | Of<'edit'> | Of<'deletion'>
export type StatusItem = Of<'status'>
export type FieldItem = Of<'field'>
export type IdentityChangeItem = Of<'identity_change'>

/** An item with the request that brought it. */
export type Brought<T extends InboundItem = InboundItem> = { item: T; requestId: string | null }

/** What cannot be landed now, and why: kept apart, for a person or a later try. */
export type Parked = {
  requestId: string | null
  reason: 'unknown_number' | 'unknown_type' | 'unknown_field' | 'not_understood' | 'too_early' | 'failed'
  kind: string
  detail: string
  item: unknown
}
