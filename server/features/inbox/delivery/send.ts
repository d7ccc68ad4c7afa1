import type { Ctx } from '#platform/context.ts'
import type { Sent } from '../../../channels/channel.ts'
import type { Known } from './claim.ts'
import type { Claimed } from './claims-store.ts'
import { stillSending } from './claims-store.ts'
import { outgoing } from './outgoing.ts'

/** Sends one message and says what became of it; never throws. */
export async function sendOne(
  ctx: Ctx,
  message: Claimed,
  { number, graph }: Known,
): Promise<Sent | { outcome: 'overtaken' }> {
  const prepared = await outgoing(ctx, message, { number, graph })
  if ('error' in prepared) return { outcome: 'refused', error: prepared.error }
  // Bringing a file there may take minutes, in which a person may have decided otherwise.
  if (message.media_id !== null && !(await stillSending(ctx, message))) return { outcome: 'overtaken' }
  return graph.send({
    number: number.externalId,
    to: {
      waId: message.recipient.waId ?? null,
      userId: message.recipient.userId ?? null,
      parentUserId: message.recipient.parentUserId ?? null,
      phone: message.phone,
    },
    message: prepared.message,
    replyTo: message.type === 'reaction' ? null : message.reply_to_provider_id,
    ours: message.id,
  })
}
