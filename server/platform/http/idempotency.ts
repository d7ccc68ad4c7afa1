import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx } from '#platform/context.ts'
import { conflict, DomainError } from '#platform/errors.ts'
import type { IdempotencyClaim } from '#platform/http/idempotency-claim.ts'
import { limits } from '#platform/http/limits.ts'
import type { RouteRecord } from '#platform/http/route-record.ts'
import * as store from '#platform/http/store.ts'

export type Answer = { status: number; body: string | null }
export type Repeatable = { owner: string; key: string; hash: Buffer }

const { claimSeconds, keepHours, keptReplyBytes, purgeBatch } = limits.idempotency

/**
 * The key of a request that may come twice. Nobody in particular owns what anonymous callers send: no key there. Nor for
 * files, whose bytes pass by unseen: the same key with another file would be answered with the first, and the same file
 * is kept only once anyway.
 */
export function idempotencyOf(
  { method, gate, spec }: RouteRecord,
  request: FastifyRequest,
): Repeatable | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || method !== 'POST' || gate === 'public' || spec.accepts === 'file') return null
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key))
    throw new DomainError(400, 'bad_idempotency_key', 'An Idempotency-Key has 1 to 255 printable characters.')
  const { kind, id } = request.ctx.actor
  return { owner: `${kind}:${id ?? ''}`, key, hash: hashOf(request) }
}

/** Carries the request out if nobody did yet; else gives the answer that it had. */
export async function answerOnce(
  ctx: Ctx,
  { owner, key, hash }: Repeatable,
  reply: FastifyReply,
  answer: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  const claim: IdempotencyClaim = { owner, key, claimedAt: ctx.now() }
  const abandonedBefore = new Date(claim.claimedAt.getTime() - claimSeconds * 1000)
  if (await store.claimKey(ctx, claim, hash, abandonedBefore)) return carryOut(ctx, claim, answer)
  const kept = await earlierAnswer(ctx, claim, hash)
  reply.code(kept.status).header('idempotency-replayed', 'true')
  return kept
}

/** Forgets the keys that nobody will repeat any more, a batch at a time, so that no lock is held for long. */
export async function purgeIdempotencyKeys(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - keepHours * 3_600_000)
  let purged = 0
  for (let batch: number = purgeBatch; batch === purgeBatch; purged += batch)
    batch = await store.deleteKeysBefore(ctx, before, purgeBatch)
  return purged
}

async function carryOut(
  ctx: Ctx,
  claim: IdempotencyClaim,
  answer: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  try {
    const given = await answer({ ...ctx, idempotencyClaim: claim })
    await (given.status < 400 ? keep(ctx, claim, given) : store.freeKey(ctx, claim)).catch(noted(ctx))
    return given
  } catch (error) {
    await store.freeKey(ctx, claim).catch(noted(ctx))
    throw error
  }
}

function keep(ctx: Ctx, claim: IdempotencyClaim, { status, body }: Answer) {
  if (body !== null && Buffer.byteLength(body) > keptReplyBytes) return store.keepAnswer(ctx, claim, null)
  const sealed = body === null ? null : ctx.secrets.seal(purpose, body)
  return store.keepAnswer(ctx, claim, { status, sealed })
}

async function earlierAnswer(ctx: Ctx, claim: IdempotencyClaim, hash: Buffer): Promise<Answer> {
  const earlier = await store.findKey(ctx, claim)
  if (earlier && !earlier.request_hash.equals(hash)) throw reused()
  // No row: the other request has just failed and given the key back.
  if (!earlier || earlier.state === 'claimed') throw inProgress()
  if (earlier.state === 'done' || earlier.status === null) throw alreadyDone()
  const { status, reply_encrypted: sealed } = earlier
  return { status, body: sealed === null ? null : ctx.secrets.open(purpose, sealed) }
}

const purpose = 'idempotency_keys.reply_encrypted'

// The answer is given even if it could not be kept: the act is done, and saying otherwise would invite a second one.
const noted = (ctx: Ctx) => (error: unknown) =>
  ctx.log.warn({ err: error, requestId: ctx.origin?.requestId }, 'an idempotency key could not be updated')

/** The same request by meaning: /api and /api/v1 are one, and so are two spellings of the same JSON. */
function hashOf({ ctx, method, url, body }: FastifyRequest): Buffer {
  const address = url.replace(/^\/api(\/v1)?(?=\/)/, '')
  // Keyed, because a password in a body could be guessed from a plain hash of it.
  return ctx.secrets.hash(
    'idempotency_keys.request_hash',
    `${method} ${address}\n${JSON.stringify(body) ?? ''}`,
  )
}

const reused = () =>
  new DomainError(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.')
const inProgress = () =>
  new DomainError(409, 'in_progress', 'The same request is still being carried out.', {
    retryAfterSeconds: 2,
  })
const alreadyDone = () =>
  conflict(
    'already_done',
    'This request was carried out before, but its answer was lost. Nothing was done again; look at the result.',
  )
