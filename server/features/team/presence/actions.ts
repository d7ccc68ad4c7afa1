import type { Presence } from '#contract/team.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { LiveRule } from '#platform/live/rules.ts'
import { authorize } from '#platform/policy.ts'
import { signedInPerson } from '../policy.ts'
import * as store from './store.ts'

/**
 * Who is online is a fact of the database, not of a process. While a socket lives, its connection is there and is
 * touched again and again (presence-sockets.ts). When the last one goes, presence lapses after a grace; when its
 * process dies, the connection goes stale and is swept. Said over HTTP, without a socket, it holds for some hours.
 */
const heldWithoutSocketMs = 12 * 3_600_000
const staleMs = 90_000

export async function setOwnPresence(ctx: Ctx, presence: Presence): Promise<void> {
  authorize(ctx, 'operators:update-own')
  const { id } = signedInPerson(ctx)
  await transaction(ctx, (ctx) => setPresence(ctx, id, presence))
}

export async function setPresence(ctx: Tx, personId: string, presence: Presence): Promise<void> {
  const changed = await store.setPresence(ctx, personId, presence)
  const connected = await store.hasConnection(ctx, personId)
  const until = new Date(ctx.now().getTime() + heldWithoutSocketMs)
  await store.setLapse(ctx, personId, connected || presence === 'offline' ? null : until)
  if (changed) publishPresence(ctx, personId, presence)
}

/** Offline, unless another socket lives or the time is not up. */
export async function lapsePresence(ctx: Ctx, personId: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    for (const { id } of await store.lapse(ctx, 1, personId)) publishPresence(ctx, id, 'offline')
  })
}

/** For what no process was left to do; true when there may be more. */
export async function sweepPresence(ctx: Ctx, limit: number): Promise<boolean> {
  return transaction(ctx, async (ctx) => {
    const stale = new Date(ctx.now().getTime() - staleMs)
    const removed = await store.removeStaleConnections(ctx, stale, limit)
    const lapsed = await store.lapse(ctx, limit)
    for (const { id } of lapsed) publishPresence(ctx, id, 'offline')
    return removed === limit || lapsed.length === limit
  })
}

export const presenceRule: LiveRule = {
  on: ['person.presence_changed'],
  push: async (_ctx, { subject, details }) => [
    {
      rooms: ['permission:operators:read'],
      name: 'presence',
      payload: { operatorId: subject.id, presence: details.presence },
    },
  ],
}

function publishPresence(ctx: Tx, id: string, presence: Presence): void {
  publish(ctx, 'person.presence_changed', { type: 'person', id }, { presence })
}
