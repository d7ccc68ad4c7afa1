import { z } from 'zod'
import { Id, Time, text } from '#contract/common.ts'

/** What a message can be. `unsupported` is what the channel itself could not show us; `unknown` what we do not know yet. */
export const messageTypes = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'button',
  'interactive',
  'reaction',
  'order',
  'template',
  'system',
  'unsupported',
  'unknown',
] as const
export const MessageType = z.enum(messageTypes)
export type MessageType = z.infer<typeof MessageType>

export const MessageStatus = z.enum([
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'unknown',
  'cancelled',
])
export type MessageStatus = z.infer<typeof MessageStatus>

export const MessageAuthor = z.enum(['contact', 'operator', 'bot', 'campaign', 'system'])
export type MessageAuthor = z.infer<typeof MessageAuthor>

export const Location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: text(1000).optional(),
  address: text(1000).optional(),
})
export type Location = z.infer<typeof Location>

/** A business card: what both directions need of it. */
export const ContactCard = z.object({
  name: text(500),
  phones: z
    .array(z.object({ phone: text(100), type: text(50).optional(), waId: text(50).optional() }))
    .max(50),
  emails: z
    .array(z.object({ email: text(300), type: text(50).optional() }))
    .max(50)
    .optional(),
  organisation: text(300).optional(),
})
export type ContactCard = z.infer<typeof ContactCard>

const Row = z.object({ id: text(200).min(1), title: text(24).min(1), description: text(72).optional() })

/** Buttons, a list, or a link, with the limits of WhatsApp; other channels show it as they can. */
export const Interactive = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('buttons'),
    header: text(60).optional(),
    body: text(1024).min(1),
    footer: text(60).optional(),
    buttons: z
      .array(z.object({ id: text(256).min(1), title: text(20).min(1) }))
      .min(1)
      .max(3),
  }),
  z.object({
    kind: z.literal('list'),
    header: text(60).optional(),
    body: text(4096).min(1),
    footer: text(60).optional(),
    button: text(20).min(1),
    sections: z
      .array(z.object({ title: text(24).optional(), rows: z.array(Row).min(1).max(10) }))
      .min(1)
      .max(10),
  }),
  z.object({
    kind: z.literal('link'),
    header: text(60).optional(),
    body: text(1024).min(1),
    footer: text(60).optional(),
    label: text(20).min(1),
    url: z.url({ protocol: /^https?$/ }).max(2000),
  }),
  z.object({ kind: z.literal('ask_location'), body: text(1024).min(1) }),
  z.object({ kind: z.literal('ask_contact'), body: text(1024).min(1) }),
  z.object({
    kind: z.literal('flow'),
    header: text(60).optional(),
    body: text(1024).min(1),
    footer: text(60).optional(),
    label: text(30).min(1),
    flowId: text(64).min(1),
    flowToken: text(500).optional(),
    screen: text(100).optional(),
    fields: z.record(z.string(), z.unknown()).optional(),
  }),
])
export type Interactive = z.infer<typeof Interactive>

const Parameter = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: text(1024), name: text(64).optional() }),
  z.object({ type: z.literal('payload'), payload: text(256) }),
  z.object({ type: z.literal('coupon'), code: text(20) }),
  z.object({ type: z.enum(['image', 'video', 'document']), mediaId: Id, name: text(64).optional() }),
  z.object({ type: z.literal('location'), location: Location }),
])
export const TemplateToSend = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/)
    .default('pt_BR'),
  header: z.array(Parameter).max(1).optional(),
  body: z.array(Parameter).max(50).optional(),
  buttons: z
    .array(
      z.object({
        index: z.number().int().min(0).max(9),
        kind: z.enum(['quick_reply', 'url', 'copy_code', 'flow', 'catalog']),
        parameter: Parameter,
      }),
    )
    .max(10)
    .optional(),
  /** What it will read like, where the sender knows: shown in the conversation. */
  preview: text(1024).optional(),
})
export type TemplateToSend = z.infer<typeof TemplateToSend>

const common = { replyTo: Id.optional().meta({ description: 'The message that this one answers' }) }
const MediaRef = z.object({
  id: Id.meta({ description: 'From POST /api/media' }),
  caption: text(1024).optional(),
  voice: z.boolean().optional(),
})

/** `{ "text": "…" }` alone is the usual one. */
export const NewMessage = z
  .union([
    z.object({
      type: z.literal('text').default('text'),
      text: text(4096).trim().min(1),
      previewUrl: z.boolean().default(true),
      ...common,
    }),
    z.object({
      type: z.enum(['image', 'video', 'audio', 'document', 'sticker']),
      media: MediaRef,
      ...common,
    }),
    z.object({ type: z.literal('location'), location: Location, ...common }),
    z.object({ type: z.literal('contacts'), contacts: z.array(ContactCard).min(1).max(257), ...common }),
    z.object({ type: z.literal('interactive'), interactive: Interactive, ...common }),
    z.object({ type: z.literal('template'), template: TemplateToSend, ...common }),
    z.object({
      type: z.literal('reaction'),
      reaction: z.object({ messageId: Id, emoji: text(32).meta({ description: '"" takes it back' }) }),
    }),
  ])
  .meta({ example: { text: 'Bom dia, Beatriz' } })
export type NewMessage = z.infer<typeof NewMessage>

export const MessageMedia = z.object({
  id: Id,
  kind: z.enum(['image', 'video', 'audio', 'document', 'sticker']),
  state: z.enum(['waiting', 'stored', 'failed']),
  trouble: z.string().nullable(),
  type: z.string().nullable(),
  name: z.string().nullable(),
  size: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  seconds: z.number().nullable(),
  voice: z.boolean(),
  url: z.string().nullable().meta({ description: 'For who may see the conversation; range requests work' }),
  thumbnailUrl: z.string().nullable(),
})
export type MessageMedia = z.infer<typeof MessageMedia>

export const MessageError = z.object({
  code: z
    .string()
    .meta({ description: 'Ours (window_closed, media_failed …) or the number of the provider' }),
  title: z.string(),
  detail: z.string().nullable(),
  todo: z
    .string()
    .nullable()
    .meta({ description: 'Stable name of what a person can do: retry, use_template, reconnect …' }),
})
export type MessageError = z.infer<typeof MessageError>

export const Message = z
  .object({
    id: Id,
    conversationId: Id,
    direction: z.enum(['in', 'out']),
    author: MessageAuthor,
    authorId: Id.nullable(),
    type: MessageType,
    text: z.string().nullable(),
    content: z.record(z.string(), z.unknown()).meta({ description: 'What the type has beside its text' }),
    media: MessageMedia.nullable(),
    replyTo: Id.nullable(),
    forwarded: z.enum(['no', 'yes', 'often']),
    reactions: z.object({ contact: z.string().optional(), operator: z.string().optional() }),
    status: MessageStatus,
    error: MessageError.nullable(),
    providerId: z.string().nullable(),
    at: Time.meta({ description: 'Where it stands in the conversation' }),
    createdAt: Time,
    sentAt: Time.nullable(),
    deliveredAt: Time.nullable(),
    readAt: Time.nullable(),
    editedAt: Time.nullable(),
    deletedAt: Time.nullable(),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>
