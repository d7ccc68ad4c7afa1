import type { Referral } from '#contract/conversations.ts'
import type { ContactCard, Interactive, Location, MessageType } from '#contract/messages.ts'

/**
 * The port: what every channel makes of its own wire format, and what it is given to send. A channel parses, composes,
 * sends and explains errors; it knows no database.
 */

/** By what a channel knows somebody, as received. */
export type Person = {
  waId: string | null
  userId: string | null
  parentUserId: string | null
  username: string | null
  profileName: string | null
}

export type InboundMedia = {
  kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  providerId: string
  type: string | null
  /** SHA-256 in base64, as the provider says it should be. */
  hash: string | null
  name: string | null
  voice: boolean
}

export type Quoted = { providerId: string | null; forwarded: 'no' | 'yes' | 'often' }

/** What a message says, whoever wrote it. */
export type Content = {
  type: MessageType
  text: string | null
  /** What the type has beside its text, ready to be shown: location, contacts, reply, order, error ... */
  content: { location?: Location; contacts?: ContactCard[]; [key: string]: unknown }
  media: InboundMedia | null
}

type Base = {
  /** The provider's id of our number. */
  number: string
  /** By the provider's clock. */
  at: Date
  /** The item as it came, to be parked if it cannot be landed. */
  raw: unknown
}

export type InboundItem =
  | (Base & {
      kind: 'message'
      providerId: string
      from: Person
      message: Content
      quoted: Quoted
      referral: Referral | null
    })
  /** Written by a person on the business's own phone: author is an operator without an account. */
  | (Base & { kind: 'echo'; providerId: string; to: Person; message: Content; quoted: Quoted })
  | (Base & {
      kind: 'reaction'
      providerId: string
      from: Person
      of: string
      emoji: string | null
      byBusiness: boolean
    })
  | (Base & { kind: 'edit'; providerId: string; from: Person; of: string; message: Content })
  | (Base & { kind: 'deletion'; providerId: string; from: Person; of: string })
  | (Base & {
      kind: 'status'
      providerId: string
      status: DeliveryStatus
      ours: string | null
      to: Person | null
      error: ProviderError | null
      pricing: Record<string, unknown> | null
    })
  /** Somebody has another number or id than before. */
  | (Base & {
      kind: 'identity_change'
      providerId: string
      from: Person
      before: { waId: string | null; userId: string | null; parentUserId: string | null }
    })
  /** Anything about the account, a number or a template: features that know the field take it up. */
  | (Omit<Base, 'number'> & {
      kind: 'field'
      account: string
      number: string | null
      field: string
      value: Record<string, unknown>
    })

/** `item` is one element of the request: parked, it can be parsed again after a fix. */
export type Unparsed = {
  kind: string
  reason: 'unknown_type' | 'unknown_field' | 'not_understood'
  detail: string
  item: unknown
}

export type Parsed = { items: InboundItem[]; unparsed: Unparsed[] }

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'played' | 'failed'

/** What the provider said went wrong: its number, its words, and what that means for us. */
export type ProviderError = {
  code: string
  title: string
  detail: string | null
  /** A: refused before anything happened, try again later. B: nobody knows whether it was sent. C: never. D: not now. */
  class: 'A' | 'B' | 'C' | 'D'
  /** What has to wait or stop: this person, the number, the account; nothing but the message otherwise. */
  scope: 'message' | 'person' | 'number' | 'account'
  /** Stable names: what is wrong with the scope (token_invalid, window_closed ...) and what a person can do. */
  trouble: string
  todo: string | null
  retryAfterMs: number | null
}

/** To whom: everything that is known, the channel picks. */
export type Recipient = {
  waId: string | null
  userId: string | null
  parentUserId: string | null
  phone: string | null
}

export type OutgoingMedia = {
  kind: InboundMedia['kind']
  providerId: string
  caption: string | null
  name: string | null
  voice: boolean
}

export type Outgoing =
  | { type: 'text'; text: string; previewUrl: boolean }
  | { type: 'media'; media: OutgoingMedia }
  | { type: 'location'; location: Location }
  | { type: 'contacts'; contacts: ContactCard[] }
  | { type: 'interactive'; interactive: Interactive }
  /** `template` in our own words, media by the ids that the provider gave. */
  | { type: 'template'; template: OutgoingTemplate }
  | { type: 'reaction'; providerId: string; emoji: string }

export type OutgoingTemplate = {
  name: string
  language: string
  header: OutgoingParameter[]
  body: OutgoingParameter[]
  buttons: { index: number; kind: string; parameter: OutgoingParameter }[]
}
export type OutgoingParameter =
  | { type: 'text'; text: string; name?: string }
  | { type: 'payload'; payload: string }
  | { type: 'coupon'; code: string }
  | { type: 'image' | 'video' | 'document'; providerId: string; name?: string }
  | { type: 'location'; location: Location }

export type ToSend = {
  number: string
  to: Recipient
  message: Outgoing
  /** The provider's id of the message that this one answers. */
  replyTo: string | null
  /** Our own id, which comes back with every status. */
  ours: string
}

export type Sent =
  | {
      outcome: 'accepted'
      providerId: string
      held: boolean
      recipient: { waId: string | null; userId: string | null }
    }
  | { outcome: 'refused'; error: ProviderError }
  /** The request may have arrived, or not. */
  | { outcome: 'in_doubt'; error: ProviderError }
