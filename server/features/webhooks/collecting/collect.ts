import { setTimeout as sleep } from 'node:timers/promises'
import { type Ctx, transaction } from '#platform/context.ts'
import { advance, type Position, watermark } from '#platform/events/gaps.ts'
import * as events from '#platform/events/store.ts'
import type { StoredEvent } from '#platform/events/stored-event.ts'
import { deliveriesOf, wants } from './matching.ts'
import { payloadsOf } from './payload.ts'
import * as store from './store.ts'

const batch = 500
const mostGaps = 10_000
const pauseMs = 250
// Long enough to be one reader under load, short enough not to keep a worker from ending.
const longestMs = 20_000

/** Where each endpoint stands, gaps included, as long as somebody reads; the database keeps the settled part. */
type Positions = Map<string, Position>
type Group = { position: Position; members: store.Follower[] }

/**
 * Turns what happened into deliveries, for as long as something does. Calls `made` after each time. Answers whether
 * anybody follows at all. What the database keeps of a place is below everything that may still appear, so a reader
 * that begins there misses nothing, and reads some events twice at most.
 */
export async function collect(ctx: Ctx, signal: AbortSignal, made: () => Promise<void>): Promise<boolean> {
  const positions: Positions = new Map()
  const end = performance.now() + longestMs
  for (;;) {
    const followers = await store.followers(ctx)
    const groups = grouped(followers, positions)
    const results = []
    for (const group of groups) results.push(await collectBatch(ctx, group, positions))
    await made()
    const isOver = signal.aborted || performance.now() > end
    if (isOver || results.every((result) => result === 'quiet')) return followers.length > 0
    if (!results.includes('more')) await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Endpoints that stand at the same place read together: mostly that is all of them. */
function grouped(followers: readonly store.Follower[], positions: Positions): Group[] {
  const groups = new Map<string, Group>()
  for (const follower of followers) {
    const known = positions.get(follower.id)
    const position =
      known && String(watermark(known)) === follower.cursor
        ? known
        : { highest: BigInt(follower.cursor), gaps: [] }
    const key = `${position.highest} ${position.gaps.map(({ from, to, until }) => `${from}-${to}<${until}`)}`
    const group = groups.get(key) ?? { position, members: [] }
    group.members.push(follower)
    groups.set(key, group)
  }
  return [...groups.values()]
}

async function collectBatch(
  ctx: Ctx,
  { position, members }: Group,
  positions: Positions,
): Promise<'quiet' | 'some' | 'more'> {
  const ahead = position.gaps.length < mostGaps ? batch : 0
  const { rows, ...snapshot } = await events.appeared(ctx, position, { limit: batch, ahead })
  const ids = rows.map(({ id }) => BigInt(id))
  const next = advance(position, { ids, limit: batch, ...snapshot })
  const [from, to] = [String(watermark(position)), String(watermark(next))]
  const stayed = rows.length > 0 || to !== from ? await keep(ctx, members, rows, { from, to }) : members
  for (const { id } of stayed) positions.set(id, next)
  if (rows.length === batch) return 'more'
  return rows.length > 0 || next.gaps.length > 0 ? 'some' : 'quiet'
}

/** The place and what was found up to it, together or not at all. */
async function keep(
  ctx: Ctx,
  members: readonly store.Follower[],
  rows: readonly StoredEvent[],
  { from, to }: { from: string; to: string },
): Promise<store.Follower[]> {
  const wanted = rows.filter(({ name }) => members.some((member) => wants(member, name)))
  const payloads = await payloadsOf(ctx, wanted)
  return transaction(ctx, async (ctx) => {
    const ids = members.map(({ id }) => id)
    const advanced = new Set(await store.advance(ctx, ids, from, to))
    const stayed = members.filter(({ id }) => advanced.has(id))
    const deliveries = deliveriesOf(stayed, wanted)
    if (deliveries.length > 0) await store.insert(ctx, deliveries, payloads)
    return stayed
  })
}
