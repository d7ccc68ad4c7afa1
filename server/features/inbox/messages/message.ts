import { z } from 'zod'
import { type Message, MessageAuthor, MessageError, MessageStatus, MessageType } from '#contract/messages.ts'
import type { Ctx } from '#platform/context.ts'
import { presentMedia } from '../media/media.ts'
import type { MediaRow } from '../media/store.ts'
import * as media from '../media/store.ts'
import type { MessageRow } from './store.ts'

/** As the contract has them, in the same order, with their files: two queries however many there are. */
export async function presentMessages(ctx: Ctx, rows: readonly MessageRow[]): Promise<Message[]> {
  const ids = rows.flatMap(({ media_id }) => (media_id === null ? [] : [media_id]))
  const files = ids.length > 0 ? await media.findMany(ctx, [...new Set(ids)]) : []
  const byId = new Map(files.map((file) => [file.id, file]))
  return rows.map((row) => present(row, byId.get(row.media_id ?? '')))
}

// What is in these columns was written by several hands and versions: a message is shown also when a part is odd.
const Content = z.record(z.string(), z.unknown()).catch({})
const Reactions = z.object({ contact: z.string().optional(), operator: z.string().optional() }).catch({})
const Forwarded = z.enum(['no', 'yes', 'often']).catch('no')
const Type = MessageType.catch('unknown')
const Problem = MessageError.nullable().catch(null)

function present(row: MessageRow, file: MediaRow | undefined): Message {
  const { forwarded, ...content } = Content.parse(row.content)
  return {
    id: row.id,
    conversationId: row.conversation_id,
    direction: row.direction === 'in' ? 'in' : 'out',
    author: MessageAuthor.parse(row.author),
    authorId: row.author_id,
    type: Type.parse(row.type),
    text: row.text,
    content,
    media: file ? presentMedia(file) : null,
    replyTo: row.reply_to,
    forwarded: Forwarded.parse(forwarded),
    reactions: Reactions.parse(row.reactions ?? {}),
    status: MessageStatus.parse(row.status),
    error: Problem.parse(row.error),
    providerId: row.provider_id,
    at: row.at.toISOString(),
    createdAt: row.created_at.toISOString(),
    sentAt: iso(row.sent_at),
    deliveredAt: iso(row.delivered_at),
    readAt: iso(row.read_at),
    editedAt: iso(row.edited_at),
    deletedAt: iso(row.deleted_at),
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
