import type { ThreadMessage } from '../api.ts'
import type { Update } from '../webhooks/envelope.ts'
import { contactOf, visiblePhone } from '../webhooks/people.ts'
import { type Person, threadOf } from '../world/customers.ts'
import { newNumericId, newWamid } from '../world/ids.ts'
import { digitsOf } from '../world/phones.ts'
import { showMedia } from '../world/show-media.ts'
import { type Kept, present } from '../world/threads.ts'
import { numberOf, type World } from '../world/world.ts'
import { changeEarlier } from './change-earlier.ts'
import { type Composed, compose } from './content.ts'
import { Problem } from './problem.ts'
import { someAdvertisement } from './referral.ts'
import type { MessageInput } from './shape.ts'

/** Kept in the chat and on its way to the business. */
export function write(world: World, person: Person, message: MessageInput): ThreadMessage {
  const { kept, update } = prepare(world, person, message)
  // Whom the business has blocked writes into the void.
  if (!isBlockedByBusiness(world, person, message.number)) world.outbox.add(update)
  return present(kept)
}

/** The same, but the webhook is left to the caller. */
export function prepare(world: World, person: Person, message: MessageInput): { kept: Kept; update: Update } {
  const number = numberOf(world, message.number)
  if (!number) throw new Problem(404, `There is no number ${message.number}`)
  if (person.blocked) throw new Problem(409, 'This customer has blocked the business')
  const composed = compose(world, number, message)
  const kept = keep(world, person, message, composed)
  // A reaction is no bubble of its own, but it has an id that can be marked as read.
  if (changeEarlier(world, person, message, kept)) world.messages.add(kept, null)
  else addToThread(world, person, kept)
  world.touch()
  const contact = composed.type === 'system' ? undefined : contactOf(person)
  const content = wireOf(world, person, message, composed, kept)
  const value = { number, kind: 'messages' as const, content, ...(contact && { contact }) }
  return { kept, update: { lane: person.id, item: kept.id, field: 'messages', value } }
}

export function isBlockedByBusiness({ account }: World, person: Person, number: string): boolean {
  return account.blocked[number]?.includes(person.id) ?? false
}

function keep(world: World, person: Person, message: MessageInput, composed: Composed): Kept {
  const { context, referral } = message
  const { media, voice, type, content } = composed
  const forwarded =
    context && ('frequentlyForwarded' in context ? 'frequently' : 'forwarded' in context && 'once')
  return {
    id: newWamid(person.waId ?? person.userId.slice(3), 'in'),
    direction: 'in',
    type,
    at: world.clock.now(),
    content,
    ...(media && { media: showMedia(media) }),
    ...(context && 'replyTo' in context && { replyTo: context.replyTo }),
    ...(forwarded && { forwarded }),
    ...(referral && { referral: referral === true ? someAdvertisement() : referral }),
    status: 'sent',
    reactions: [],
    historyId: newNumericId(16),
    customer: person.id,
    number: message.number,
    events: [],
    ...(voice && { voice: true }),
  }
}

function addToThread(world: World, person: Person, kept: Kept): void {
  const thread = threadOf(person, kept.number)
  world.messages.add(kept, thread)
  // Whether anything but a message opens the window is not documented: it does not.
  if (kept.type !== 'system' && !isBlockedByBusiness(world, person, kept.number))
    thread.lastInboundAt = kept.at
  if (kept.referral) thread.entryPoint = { at: kept.at }
  if (person.storm) return
  world.changes.tell({
    event: 'message',
    data: { customer: person.id, number: kept.number, message: present(kept) },
  })
}

function wireOf(
  world: World,
  person: Person,
  { context }: MessageInput,
  { type, content, beside }: Composed,
  { id, at, referral, number }: Kept,
): Record<string, unknown> {
  const from = visiblePhone(person)
  return {
    ...(context && { context: contextOf(world, person, context, number) }),
    ...(from && { from }),
    from_user_id: person.userId,
    id,
    timestamp: String(Math.floor(at / 1000)),
    type,
    [type]: content,
    ...beside,
    ...(referral && { referral }),
  }
}

type Context = NonNullable<MessageInput['context']>

/** Who is quoted by whom they were written; a forwarded message has no id. */
function contextOf(world: World, person: Person, context: Context, number: string): Record<string, unknown> {
  if ('forwarded' in context) return { forwarded: true }
  if ('frequentlyForwarded' in context) return { frequently_forwarded: true }
  const isOwn = world.messages.find(context.replyTo)?.direction === 'in'
  if (!isOwn) return { from: digitsOf(numberOf(world, number)?.phone ?? ''), id: context.replyTo }
  const from = visiblePhone(person)
  return { ...(from && { from }), from_user_id: person.userId, id: context.replyTo }
}
