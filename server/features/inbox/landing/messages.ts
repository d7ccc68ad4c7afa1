import { meet } from '#features/contacts/index.ts'
import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { enqueueAll } from '#platform/jobs/job.ts'
import { mergeWaiting } from '../delivery/statuses.ts'
import { fetchMedia } from '../media/jobs.ts'
import { takeTurns } from '../turn/jobs.ts'
import { arrive } from './conversations.ts'
import type { MessageItem } from './request.ts'
import type { Placed } from './sort-out.ts'
import * as store from './store.ts'

/** Somebody's message, with everything it will be stored with. */
export type Arrival = {
  id: string
  placed: Placed<MessageItem>
  contactId: string
  mediaId: string | null
}

/** People, conversations and messages; what is there already is not there twice. */
export async function landMessages(ctx: Tx, all: readonly Placed<MessageItem>[]): Promise<void> {
  const fresh = await unknownOf(ctx, all)
  if (fresh.length === 0) return
  const met = await meet(
    ctx,
    fresh.map(({ item, number }) => ({ channel: 'whatsapp', scope: number.scope, person: personOf(item) })),
  )
  const arrivals = fresh.map((placed, index): Arrival => {
    const contactId = met[index]?.contactId
    if (contactId === undefined) throw new Error('Nobody was met for a message.')
    return { id: newId(), placed, contactId, mediaId: placed.item.message.media ? newId() : null }
  })
  const conversations = await arrive(ctx, arrivals)
  await store.insertMedia(ctx, arrivals)
  // They are counted in their conversations already.
  if ((await store.insertMessages(ctx, arrivals, conversations)) < arrivals.length)
    throw new LandedElsewhere()
  await tell(ctx, arrivals, conversations)
  // Of what was written on the phone itself, statuses may have been faster than the copy.
  const echoes = fresh.filter(({ item }) => item.kind === 'echo')
  await mergeWaiting(
    ctx,
    echoes.map(({ item, number }) => ({ numberId: number.id, providerId: item.providerId })),
  )
}

/** By another process since we looked: with the code of a conflict, by which the transaction is run again. */
class LandedElsewhere extends Error {
  readonly code = '40001'
}

/** Providers repeat themselves, in one request and over days. */
async function unknownOf(ctx: Tx, all: readonly Placed<MessageItem>[]): Promise<Placed<MessageItem>[]> {
  const first = new Map(all.map((placed) => [keyOf(placed), placed] as const).reverse())
  const rows = await store.knownMessages(ctx, [...first.values()])
  await reveal(ctx, rows, first)
  const known = new Set(rows.map(({ key }) => key))
  const wanted = [...first].filter(([key]) => !known.has(key)).map(([, placed]) => placed)
  // By the provider's clock, which tells whole seconds only; within one, as they came.
  return wanted.reverse().sort((a, b) => a.item.at.getTime() - b.item.at.getTime())
}

/** Shown as unknown when it came: what understands it by now says what it is. */
async function reveal(
  ctx: Tx,
  rows: readonly store.KnownMessage[],
  wanted: ReadonlyMap<string, Placed<MessageItem>>,
): Promise<void> {
  for (const { id, key, type, conversation_id } of rows) {
    const item = wanted.get(key)?.item
    if (type !== 'unknown' || !item || item.message.type === 'unknown') continue
    await store.setType(ctx, id, item.message)
    publish(
      ctx,
      'message.updated',
      { type: 'message', id },
      { conversationId: conversation_id, change: 'revealed' },
    )
  }
}

const keyOf = ({ item, number }: Placed<MessageItem>) => `${number.id} ${item.providerId}`

const personOf = (item: MessageItem) => (item.kind === 'echo' ? item.to : item.from)

async function tell(
  ctx: Tx,
  written: readonly Arrival[],
  conversations: Awaited<ReturnType<typeof arrive>>,
): Promise<void> {
  const turns = new Set<string>()
  for (const { id, contactId, placed } of written) {
    const { id: conversationId, status } = conversations.of(contactId, placed.number.id)
    const byPhone = placed.item.kind === 'echo'
    publish(ctx, 'message.received', { type: 'message', id }, { conversationId, contactId, byPhone })
    // Whoever answers already sees it; only where nobody decided yet somebody has to.
    if (status === 'bot' && !byPhone) turns.add(conversationId)
  }
  const media = written.flatMap(({ mediaId }) =>
    mediaId === null ? [] : [{ job: fetchMedia, payload: { mediaId } }],
  )
  await enqueueAll(ctx, media)
  await takeTurns(ctx, [...turns])
}
