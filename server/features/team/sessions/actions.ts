import type { Session } from '#contract/team.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { deviceOf } from '#platform/device.ts'
import { notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { forgetIdentities } from '../identity-cache.ts'
import { signedInPerson } from '../policy.ts'
import { sessionLimits } from '../settings.ts'
import { hashOfToken, newToken } from '../tokens.ts'
import * as challenges from './challenge-store.ts'
import type { SessionKind, SessionRow } from './store.ts'
import * as store from './store.ts'

const mostPerPerson = 100
const longestUserAgent = 500

export type OpenedSession = { id: string; personId: string; token: string; seconds: number }

/** The token is told this once; only its hash is kept. */
export async function openSession(ctx: Tx, personId: string, kind: SessionKind): Promise<OpenedSession> {
  const token = newToken()
  const { absoluteHours } = await sessionLimits(ctx)
  const seconds = absoluteHours * 3600
  const session = {
    id: newId(),
    token_hash: hashOfToken(token),
    person_id: personId,
    kind,
    ip: ctx.origin?.ip ?? null,
    user_agent: ctx.origin?.userAgent.slice(0, longestUserAgent) ?? null,
    expires_at: new Date(ctx.now().getTime() + seconds * 1000),
  }
  await store.insert(ctx, session)
  publishEnded(ctx, personId, await store.removeBeyond(ctx, personId, mostPerPerson), 'too_many')
  return { id: session.id, personId, token, seconds }
}

/** Ends what a person has open, but not the session of whoever asks for it. Afterwards call forgetIdentities. */
export async function endSessionsOf(ctx: Tx, personId: string, reason: string): Promise<void> {
  publishEnded(ctx, personId, await store.removeAllOf(ctx, personId, ctx.actor.sessionId ?? null), reason)
  await challenges.removeAllOf(ctx, personId)
}

/** Nothing to do for who is signed out already. */
export async function signOut(ctx: Ctx): Promise<void> {
  const { kind, id: personId, sessionId } = ctx.actor
  if (kind !== 'person' || !personId || !sessionId) return
  await transaction(ctx, async (ctx) => {
    if (!(await store.remove(ctx, sessionId, personId))) return
    publish(ctx, 'person.signed_out', { type: 'person', id: personId })
    publishEnded(ctx, personId, [sessionId], 'signed_out')
  })
  forgetIdentities()
}

export async function listOwnSessions(ctx: Ctx): Promise<{ data: Session[]; next: null }> {
  authorize(ctx, 'profile:read')
  const { id, sessionId } = signedInPerson(ctx)
  const rows = await store.ofPerson(ctx, id, await sessionLimits(ctx))
  // No further page: a person never has more than a hundred.
  return { data: rows.map((row) => present(row, sessionId)), next: null }
}

export async function endOwnSession(ctx: Ctx, sessionId: string): Promise<void> {
  authorize(ctx, 'profile:update')
  const { id } = signedInPerson(ctx)
  await transaction(ctx, async (ctx) => {
    if (!(await store.remove(ctx, sessionId, id))) throw notFound('session')
    publishEnded(ctx, id, [sessionId], 'ended_by_owner')
  })
  forgetIdentities()
}

export async function endOtherSessions(ctx: Ctx): Promise<void> {
  authorize(ctx, 'profile:update')
  const { id } = signedInPerson(ctx)
  await transaction(ctx, (ctx) => endSessionsOf(ctx, id, 'ended_by_owner'))
  forgetIdentities()
}

/** Takes away what has run out, so that the sockets of it are told; false when nothing is left to do. */
export async function endDeadSessions(ctx: Ctx, limit: number): Promise<boolean> {
  const gone = await transaction(ctx, async (ctx) => {
    const rows = await store.removeDead(ctx, await sessionLimits(ctx), limit)
    for (const { id, person_id } of rows) publishEnded(ctx, person_id, [id], 'expired')
    return rows.length
  })
  forgetIdentities()
  return gone === limit
}

function publishEnded(ctx: Tx, personId: string, sessionIds: string[], reason: string): void {
  for (const sessionId of sessionIds)
    publish(ctx, 'person.session_ended', { type: 'person', id: personId }, { sessionId, reason })
}

const present = (row: SessionRow, currentId: string | null): Session => ({
  id: row.id,
  kind: row.kind === 'bearer' ? 'bearer' : 'browser',
  current: row.id === currentId,
  device: deviceOf(row.user_agent),
  ip: row.ip,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
})
