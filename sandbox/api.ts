// The shapes of the control API, for the phone page, tests and whoever drives the sandbox. Types only.

/** What one would copy from Meta's dashboard. */
export type Outside = {
  graphUrl: string
  accessToken: string
  appId: string
  appSecret: string
  verifyToken: string
  wabaId: string
  businessId: string
  numbers: BusinessNumber[]
}
export type BusinessNumber = { id: string; phone: string; name: string }

export type Customer = {
  id: string
  name: string
  /** As people write it, `+55…` with the ninth digit; the network knows some without: `waId`. */
  phone: string | null
  waId: string | null
  userId: string
  username: string | null
  /** The business does not get to see the phone. */
  hidePhone: boolean
  /** This person has blocked the business. */
  blocked: boolean
  online: boolean
  readReceipts: boolean
}

/** In a list: with what the chats with each of the business numbers look like from outside. */
export type ListedCustomer = Customer & {
  threads: { number: string; last: ThreadMessage; unread: number }[]
}

export type Status = 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'

export type ThreadMessage = {
  id: string
  /** As the business sees it: `in` is from the customer. */
  direction: 'in' | 'out'
  type: string
  at: number
  /** What the wire has under the key of the type: `{ body }` of a text, `{ latitude, … }` of a location. */
  content: Record<string, unknown> | Record<string, unknown>[]
  media?: ThreadMedia
  /** A template, filled in. */
  template?: FilledTemplate
  replyTo?: string
  forwarded?: 'once' | 'frequently'
  referral?: Record<string, unknown>
  /** Of what the business sent; of what the customer sent: `sent`, or `read` once the business has marked it. */
  status: Status
  error?: { code: number; title: string; details: string }
  reactions: { by: 'customer' | 'business'; emoji: string }[]
  editedAt?: number
  deletedAt?: number
  /** Typed on the business phone, not sent through the API. */
  echo?: true
}

export type ThreadMedia = { id: string; url: string; mimeType: string; bytes: number; filename?: string }

export type FilledTemplate = {
  name: string
  language: string
  header?: { format: string; text?: string }
  body: string
  footer?: string
  buttons: { type: string; text: string; payload?: string; url?: string; phone?: string }[]
}

export type Thread = {
  data: ThreadMessage[]
  /** Until when the business may write freely; null when the window is closed. */
  window: number | null
  typingUntil: number | null
}

type File = {
  /** One of the two; bytes only in the same process. */
  base64?: string | undefined
  bytes?: Uint8Array | undefined
  mimeType: string
  caption?: string | undefined
  filename?: string | undefined
  voice?: boolean | undefined
  animated?: boolean | undefined
}
type Wire = Record<string, unknown>

export type CustomerMessage = {
  number: string
  context?: { replyTo: string } | { forwarded: true } | { frequentlyForwarded: true } | undefined
  /** The advertisement that was tapped. `true` makes one up. */
  referral?: true | Wire | undefined
  text?: string | undefined
  image?: File | undefined
  video?: File | undefined
  audio?: File | undefined
  document?: File | undefined
  sticker?: File | undefined
  location?:
    | {
        latitude: number
        longitude: number
        name?: string | undefined
        address?: string | undefined
        url?: string | undefined
      }
    | undefined
  contacts?: Wire[] | undefined
  button?: { payload: string; text: string } | undefined
  button_reply?: { id: string; title: string } | undefined
  list_reply?: { id: string; title: string; description?: string | undefined } | undefined
  nfm_reply?: { name?: string | undefined; body?: string | undefined; response_json: string } | undefined
  reaction?: { of: string; emoji?: string | undefined } | undefined
  order?: Wire | undefined
  edit?: { of: string; text: string } | undefined
  revoke?: { of: string } | undefined
  unsupported?: { type?: string | undefined } | undefined
  system?: Wire | undefined
  request_welcome?: true | undefined
}

export type NewCustomer = {
  name?: string | undefined
  phone?: string | undefined
  username?: string | undefined
  hidePhone?: boolean | undefined
}
export type CustomerChange = {
  name?: string | undefined
  blocked?: boolean | undefined
  online?: boolean | undefined
  readReceipts?: boolean | undefined
  newPhone?: string | undefined
}

/** Always, the next `times`, or every so manyth. */
export type Sometimes = boolean | { times: number } | { every: number }

export type Faults = {
  latencyMs?: number | undefined
  sendErrors?: { code: number; times: number; to?: string | undefined }[] | undefined
  httpStatus?: { status: number; times: number } | undefined
  loseResponse?: Sometimes | undefined
  silence?: boolean | undefined
  duplicateWebhooks?: Sometimes | undefined
  reorderWebhooks?: boolean | undefined
  dropWebhooks?: Sometimes | undefined
  batchWebhooks?: { most: number; withinMs: number } | undefined
  statuses?:
    | {
        delay?: number | undefined
        order?: 'random' | undefined
        skip?: ('sent' | 'delivered' | 'read')[] | undefined
      }
    | undefined
  revokedToken?: boolean | undefined
  throughputPerSecond?: number | undefined
  pair?: { perSeconds: number; burst: number } | undefined
  mediaFails?: Sometimes | undefined
  rejectTemplates?: boolean | undefined
}

/** A send that was accepted, with the statuses that were posted about it. */
export type LedgerSend = {
  seq: number
  kind: 'send'
  at: number
  /** `performance.now()` of the sandbox: for intervals. */
  monotonic: number
  /** Our own id: what came as `biz_opaque_callback_data`. */
  callbackData: string | null
  wamid: string
  number: string
  to: string
  customer: string | null
  payload: unknown
  statuses: { status: Status; at: number; acknowledged: boolean }[]
}

/** One POST, or one that a fault kept from happening (`dropped`). */
export type LedgerWebhook = {
  seq: number
  kind: 'webhook'
  at: number
  monotonic: number
  /** wamids of messages, `wamid:status` of statuses, the name of any other field. */
  items: string[]
  attempt: number
  /** What was answered: 0 when nothing was. */
  status: number
  acknowledged: boolean
  dropped?: true
}
export type LedgerEntry = LedgerSend | LedgerWebhook

export type Storm = {
  messages: number
  perSecond: number
  customers: number
  /** So many messages in each POST. */
  batch?: number | undefined
  number?: string | undefined
}

export type State = {
  graphUrl: string
  appId: string
  wabaId: string
  businessId: string
  callback: string | null
  numbers: BusinessNumber[]
  faults: Faults
  customers: number
  /** Webhooks that wait to be posted or acknowledged. */
  queued: number
  /** Open phone pages. */
  phones: number
  now: number
}
