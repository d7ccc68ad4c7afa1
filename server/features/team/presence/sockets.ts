import { z } from 'zod'
import { OperatorJoin } from '#contract/team.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { enqueue } from '#platform/jobs/job.ts'
import type { SocketRule, SocketSession } from '#platform/live/rules.ts'
import { authorize } from '#platform/policy.ts'
import { assertMayBecome } from '../policy.ts'
import * as people from '../store.ts'
import { setPresence } from './actions.ts'
import { endPresence } from './jobs.ts'
import * as store from './store.ts'

const graceMs = 30_000
const touchEveryMs = 30_000

// One entry for each socket of this process that ever joined, until it goes; the timer is there while it stands for
// somebody.
const touching = new Map<string, NodeJS.Timeout | null>()

/** A person joins as themselves; an administrator or an API key as anybody, as other systems' clients do. */
const join: SocketRule<typeof OperatorJoin> = {
  name: 'operator:join',
  can: 'operators:update-own',
  message: OperatorJoin,
  async hear(ctx, { operatorId }, session) {
    const isSelf = ctx.actor.kind === 'person' && ctx.actor.id === operatorId
    if (!isSelf) authorize(ctx, 'operators:update')
    const left = await arrive(ctx, operatorId, session.connectionId)
    if (left) leaveRoomOf(left, session)
    session.join(`person:${operatorId}`)
    keepTouched(ctx, operatorId, session)
  },
}

const leave: SocketRule = {
  name: 'operator:leave',
  can: 'operators:update-own',
  // Some clients send nothing, others null or an empty object.
  message: z.unknown(),
  async hear(ctx, _message, session) {
    stopTouching(session.connectionId)
    const personId = await transaction(ctx, async (ctx) => {
      const gone = await store.removeConnection(ctx, session.connectionId)
      if (gone && !(await store.hasConnection(ctx, gone.person_id)))
        await setPresence(ctx, gone.person_id, 'offline')
      return gone?.person_id
    })
    if (personId) leaveRoomOf(personId, session)
  },
}

export const presenceSockets: SocketRule[] = [join, leave]

/** Says whom this connection stood for before, if it was somebody else. */
function arrive(ctx: Ctx, personId: string, connectionId: string): Promise<string | null> {
  return transaction(ctx, async (ctx) => {
    const person = await people.lock(ctx, personId)
    if (person?.state !== 'active') throw notFound('operator')
    // Whoever stands for somebody hears what is told to them alone.
    assertMayBecome(ctx, person.role)
    const before = await store.removeConnection(ctx, connectionId)
    await store.insertConnection(ctx, connectionId, personId)
    await store.setLapse(ctx, personId, null)
    // Who is away stays away when the connection breaks and comes back.
    if (person.presence === 'offline') await setPresence(ctx, personId, 'online')
    if (!before || before.person_id === personId) return null
    await lapseAfterGrace(ctx, before.person_id)
    return before.person_id
  })
}

function keepTouched(ctx: Ctx, personId: string, session: SocketSession): void {
  const { connectionId } = session
  if (!touching.has(connectionId)) session.onClose(() => departed(ctx, connectionId))
  stopTouching(connectionId)
  const timer = setInterval(() => touch(ctx, connectionId, personId).catch(noted(ctx)), touchEveryMs).unref()
  touching.set(connectionId, timer)
}

function stopTouching(connectionId: string): void {
  const timer = touching.get(connectionId)
  if (!timer) return
  clearInterval(timer)
  touching.set(connectionId, null)
}

async function touch(ctx: Ctx, connectionId: string, personId: string): Promise<void> {
  if (await store.touchConnection(ctx, connectionId, personId)) return
  // It was swept while the database could not be reached, or the person has just left.
  if (touching.get(connectionId)) await arrive(ctx, personId, connectionId)
}

async function departed(ctx: Ctx, connectionId: string): Promise<void> {
  stopTouching(connectionId)
  touching.delete(connectionId)
  await transaction(ctx, async (ctx) => {
    const gone = await store.removeConnection(ctx, connectionId)
    if (gone) await lapseAfterGrace(ctx, gone.person_id)
  })
}

const noted = (ctx: Ctx) => (error: unknown) =>
  ctx.log.warn({ err: error }, 'the presence of a socket could not be renewed')

/** A page that is reloaded, or a lift without signal, is not somebody who left. */
async function lapseAfterGrace(ctx: Tx, personId: string): Promise<void> {
  if (await store.hasConnection(ctx, personId)) return
  const at = new Date(ctx.now().getTime() + graceMs)
  await store.setLapse(ctx, personId, at)
  await enqueue(ctx, endPresence, { personId }, { at, key: `presence:${personId}` })
}

function leaveRoomOf(personId: string, session: SocketSession): void {
  if (personId !== session.actor.id) session.leave(`person:${personId}`)
}
