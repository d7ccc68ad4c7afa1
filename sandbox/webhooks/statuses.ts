import type { Status } from '../api.ts'
import { type Person, threadOf } from '../world/customers.ts'
import { newNumericId } from '../world/ids.ts'
import type { HistoryEvent, Kept } from '../world/threads.ts'
import { numberOf, type World } from '../world/world.ts'
import type { Update } from './envelope.ts'
import { contactOf, visiblePhone } from './people.ts'

const ranks: Record<Status, number> = { accepted: 0, sent: 1, delivered: 2, read: 3, played: 4, failed: 5 }

/** What follows an accepted message by itself. */
export function announce(world: World, kept: Kept, person: Person): void {
  const { silence, statuses = {} } = world.faults.now()
  if (silence) return
  const { delay = 0, skip = [], order } = statuses
  const coming = comingStatuses(world, kept, person).filter((status) => !skip.includes(status))
  if (order === 'random') coming.sort(() => Math.random() - 0.5)
  coming.forEach((status, index) => {
    world.outbox.plan(delay * (index + 1), () => tellStatus(world, kept, person, status))
  })
}

type Coming = 'sent' | 'delivered' | 'read'

function comingStatuses(world: World, { type }: Kept, person: Person): Coming[] {
  if (type === 'reaction') return ['sent']
  if (person.blocked || !person.online) return ['sent']
  const readsAlone = world.phones === 0 && person.readReceipts
  return readsAlone ? ['sent', 'delivered', 'read'] : ['sent', 'delivered']
}

/** Messages that waited for a phone to come back. */
export function deliverWaiting(world: World, person: Person): void {
  if (world.faults.now().silence) return
  for (const thread of person.threads.values())
    for (const kept of thread.messages)
      if (isFromBusiness(kept) && kept.status === 'sent' && kept.type !== 'reaction')
        world.outbox.plan(0, () => tellStatus(world, kept, person, 'delivered'))
}

/** The customer has looked: all ticks turn blue. Answers with how many did. */
export function readThread(world: World, person: Person, number: string): number {
  const thread = threadOf(person, number)
  thread.seenAt = world.clock.now()
  world.touch()
  const unread = thread.messages.filter(
    (kept) => isFromBusiness(kept) && ranks[kept.status] < ranks.read && kept.type !== 'reaction',
  )
  const { silence, statuses } = world.faults.now()
  const tells = person.readReceipts && !silence && !statuses?.skip?.includes('read')
  if (!tells) return 0
  for (const kept of unread) world.outbox.plan(0, () => tellStatus(world, kept, person, 'read'))
  return unread.length
}

export function playMessage(world: World, person: Person, kept: Kept): void {
  if (kept.voice && isFromBusiness(kept) && kept.status !== 'played')
    world.outbox.plan(0, () => tellStatus(world, kept, person, 'played'))
}

const isFromBusiness = (kept: Kept) => kept.direction === 'out' && !kept.echo && kept.status !== 'failed'

export function tellStatus(world: World, kept: Kept, person: Person, status: Status): void {
  if (ranks[status] > ranks[kept.status]) kept.status = status
  const number = numberOf(world, kept.number)
  if (!number) return
  const event = remember(world, kept, status)
  world.outbox.add({
    lane: person.id,
    item: `${kept.id}:${status}`,
    field: 'messages',
    told: event,
    value: {
      number,
      kind: 'statuses',
      contact: contactOf(person, { withUsername: status !== 'sent' }),
      content: {
        id: kept.id,
        status,
        timestamp: String(Math.floor(world.clock.now() / 1000)),
        ...recipientOf(person),
        ...(kept.callbackData !== undefined && { biz_opaque_callback_data: kept.callbackData }),
        ...(kept.free && { conversation: freeConversation(world, kept, person, status) }),
        ...(isPriced(kept, status) && { pricing: pricingOf(kept) }),
      },
    },
  })
  world.changes.tell({
    event: 'status',
    data: { customer: person.id, number: kept.number, id: kept.id, status: kept.status },
  })
}

/** Meta says 200 first and this later. */
export function tellFailure(
  world: World,
  kept: Kept,
  error: { code: number; title: string; details: string },
  person?: Person,
): void {
  kept.status = 'failed'
  kept.error = error
  const number = numberOf(world, kept.number)
  if (!number) return
  const { code, title, details } = error
  const href = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/'
  const to = world.sends.get(kept)?.to ?? ''
  world.outbox.add({
    lane: person?.id ?? to,
    item: `${kept.id}:failed`,
    field: 'messages',
    told: remember(world, kept, 'failed'),
    value: {
      number,
      kind: 'statuses',
      content: {
        id: kept.id,
        status: 'failed',
        timestamp: String(Math.floor(world.clock.now() / 1000)),
        ...(kept.toPhone
          ? { recipient_id: to.replace(/\D/g, '') }
          : { recipient_user_id: person?.userId ?? to }),
        ...(kept.callbackData !== undefined && { biz_opaque_callback_data: kept.callbackData }),
        errors: [{ code, title, message: title, error_data: { details }, href }],
      },
    },
  })
  if (person)
    world.changes.tell({
      event: 'status',
      data: { customer: person.id, number: kept.number, id: kept.id, status: 'failed', error },
    })
}

/** Notes the status in the history and the ledger; what it answers with keeps both up to date. */
function remember(world: World, kept: Kept, status: Status): NonNullable<Update['told']> {
  const at = world.clock.now()
  const event: HistoryEvent = { id: newNumericId(16), status, at, webhook: 'PENDING', uri: '' }
  kept.events.push(event)
  const posted = { status, at, acknowledged: false }
  world.sends.get(kept)?.statuses.push(posted)
  world.touch()
  return (state, uri) => {
    Object.assign(event, { webhook: state, uri })
    posted.acknowledged = state === 'DELIVERED'
  }
}

function recipientOf(person: Person): Record<string, string> {
  const waId = visiblePhone(person)
  return { ...(waId && { recipient_id: waId }), recipient_user_id: person.userId }
}

/** With `sent`, and with one of delivered and read. */
const isPriced = (kept: Kept, status: Status) =>
  kept.type !== 'reaction' &&
  (status === 'sent' ||
    status === 'delivered' ||
    (status === 'read' && !kept.events.some((event) => event.status === 'delivered')))

/** Since October 2026 what is written freely costs as well. */
const pricingOf = ({ free, category = 'service' }: Kept) => ({
  billable: !free,
  pricing_model: 'PMP',
  type: free ? 'free_entry_point' : 'regular',
  category: free ? 'referral_conversion' : category,
})

function freeConversation(world: World, kept: Kept, person: Person, status: Status) {
  const { entryPoint } = threadOf(person, kept.number)
  const until = Math.floor((entryPoint?.freeUntil ?? world.clock.now()) / 1000)
  return {
    id: `${person.userId.slice(3, 19)}${kept.number.slice(-6)}${until}`,
    ...(status === 'sent' && { expiration_timestamp: String(until) }),
    origin: { type: 'referral_conversion' },
  }
}
