import { z } from 'zod'
import { Id, PageQuery, requiredText, Time, text } from '#contract/common.ts'
import { Message } from '#contract/messages.ts'

export const ConversationStatus = z.enum(['bot', 'queued', 'open', 'closed'])
export type ConversationStatus = z.infer<typeof ConversationStatus>

/** The advertisement or post that somebody came from (Click-to-WhatsApp). */
export const Referral = z.object({
  sourceType: z.string().nullable(),
  sourceId: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  headline: z.string().nullable(),
  body: z.string().nullable(),
  clickId: z.string().nullable(),
})
export type Referral = z.infer<typeof Referral>

export const Conversation = z
  .object({
    id: Id,
    status: ConversationStatus,
    channel: z.string(),
    numberId: Id,
    contact: z.object({
      id: Id,
      name: z.string().nullable(),
      phone: z.string().nullable(),
      username: z.string().nullable(),
    }),
    operatorId: Id.nullable(),
    tabulationId: Id.nullable(),
    unread: z.number().int(),
    windowExpiresAt: Time.nullable().meta({ description: 'Until when anything but a template may be sent' }),
    freeUntil: Time.nullable().meta({
      description: 'Until when messages are free because of an advertisement',
    }),
    referral: Referral.nullable(),
    lastMessage: z
      .object({
        id: Id,
        direction: z.enum(['in', 'out']),
        author: z.string(),
        type: z.string(),
        text: z.string().nullable(),
        status: z.string(),
      })
      .nullable(),
    lastMessageAt: Time,
    queuedAt: Time.nullable(),
    createdAt: Time,
    closedAt: Time.nullable(),
  })
  .meta({ id: 'Conversation' })
export type Conversation = z.infer<typeof Conversation>

export const ConversationWithMessages = Conversation.extend({
  messages: z.array(Message).meta({ description: 'Oldest first' }),
  before: z.string().nullable().meta({ description: 'Cursor to older ones, or null at the beginning' }),
}).meta({ id: 'ConversationWithMessages' })
export type ConversationWithMessages = z.infer<typeof ConversationWithMessages>

export const ConversationQuery = PageQuery.extend({
  status: ConversationStatus.optional(),
  operatorId: z
    .union([Id, z.literal('none')])
    .optional()
    .meta({ description: '`none`: nobody has it' }),
  numberId: Id.optional(),
  contactId: Id.optional(),
  unread: z.stringbool().optional(),
})
export type ConversationQuery = z.infer<typeof ConversationQuery>

export const ThreadQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: text(500).optional().meta({ description: '`before` of the page that is there already' }),
})
export type ThreadQuery = z.infer<typeof ThreadQuery>

export const ConversationStats = z.object({
  bot: z.number().int(),
  queued: z.number().int(),
  open: z.number().int(),
  closedToday: z.number().int(),
  unread: z.number().int().meta({ description: 'Conversations with something unread' }),
  oldestQueuedAt: Time.nullable(),
})
export type ConversationStats = z.infer<typeof ConversationStats>

export const Assignment = z.object({
  operatorId: Id.nullable().meta({ description: 'null: back to the queue' }),
})
export type Assignment = z.infer<typeof Assignment>

export const Closing = z.object({ tabulationId: Id })
export type Closing = z.infer<typeof Closing>

export const Tabulation = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string().nullable(),
    active: z.boolean(),
    createdAt: Time,
  })
  .meta({ id: 'Tabulation' })
export type Tabulation = z.infer<typeof Tabulation>
export const NewTabulation = z.object({
  name: requiredText(120),
  description: text(500).nullable().optional(),
  active: z.boolean().optional(),
})
export type NewTabulation = z.infer<typeof NewTabulation>
export const TabulationChange = NewTabulation.partial()
export type TabulationChange = z.infer<typeof TabulationChange>

/** Server → client; of `new_message` and `message_updated`. */
export type MessagePush = { conversationId: string; message: Message }
export type ConversationPush = { conversation: Conversation }
/** To whoever does not see it any more; also to who has it now, just before `new_conversation`. */
export type ConversationGonePush = { conversationId: string; operatorId: string }
export type TypingPush = { conversationId: string; operatorId: string; typing: boolean }
/** Client → server. */
export const TypingMessage = z.object({ conversationId: Id, typing: z.boolean().default(true) })
