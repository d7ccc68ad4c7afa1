import type { Ctx } from '#platform/context.ts'
import type { Outgoing, ProviderError } from '../../../channels/channel.ts'
import type { Known } from './claim.ts'
import type { Claimed } from './claims-store.ts'
import { stillSending } from './claims-store.ts'
import { outgoing } from './outgoing.ts'
import type { Outcome } from './settle.ts'

/** Sends one message and says what became of it; never throws. */
export async function sendOne(ctx: Ctx, message: Claimed, known: Known): Promise<Outcome> {
  const ready = await makeReady(ctx, message, known)
  if ('outcome' in ready) return ready
  return known.graph.send({
    number: known.number.externalId,
    to: {
      waId: message.recipient.waId ?? null,
      userId: message.recipient.userId ?? null,
      parentUserId: message.recipient.parentUserId ?? null,
      phone: message.phone,
    },
    message: ready.message,
    replyTo: message.type === 'reaction' ? null : message.reply_to_provider_id,
    ours: message.id,
  })
}

/** Nothing has left yet: whatever breaks here, such as a database that is away, is tried again and harms nobody. */
async function makeReady(ctx: Ctx, message: Claimed, known: Known): Promise<{ message: Outgoing } | Outcome> {
  try {
    const prepared = await outgoing(ctx, message, known)
    if ('error' in prepared) return { outcome: 'refused', error: prepared.error }
    // Bringing a file there may take minutes, in which a person may have decided otherwise.
    if (prepared.brought && !(await stillSending(ctx, message))) return { outcome: 'overtaken' }
    return prepared
  } catch (error) {
    ctx.log.error({ err: error, messageId: message.id }, 'a message could not be made ready for sending')
    return { outcome: 'refused', error: notReady }
  }
}

const notReady: ProviderError = {
  code: 'not_ready',
  title: 'This message could not be made ready for sending',
  detail: null,
  class: 'A',
  scope: 'message',
  trouble: 'not_sendable',
  todo: 'send_again',
  retryAfterMs: null,
}
