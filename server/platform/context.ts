import type { Kysely } from 'kysely'
import type { Config } from '#platform/config.ts'
import { isDeadlock } from '#platform/database/failures.ts'
import { writeOutbox } from '#platform/events/outbox.ts'
import type { Announcer, Happening } from '#platform/events/publish.ts'
import type { Files } from '#platform/files/index.ts'
import { type IdempotencyClaim, settleClaim } from '#platform/http/idempotency-claim.ts'
import type { Log } from '#platform/log.ts'
import type { Mail } from '#platform/mail.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Outbound } from '#platform/outbound/index.ts'
import type { Actor } from '#platform/policy.ts'
import type { DB } from '#platform/schema.ts'
import type { Secrets } from '#platform/secrets/index.ts'

/** Infrastructure, built once in main.ts and passed down. A feature never appears here. */
export type Deps = {
  config: Config
  db: Kysely<DB>
  now: () => Date
  log: Log
  metrics: Metrics
  secrets: Secrets
  files: Files
  mail: Mail
  outbound: Outbound
  announcer: Announcer
}

/** Where an act came from: kept in the audit log. */
export type Origin = { ip: string; userAgent: string; requestId: string }

/** The first argument of every verb. */
export type Ctx = Deps & { actor: Actor; origin?: Origin; idempotencyClaim?: IdempotencyClaim }

/** A context whose queries run in one transaction. Only here can something be published. */
export type Tx = Ctx & { readonly outbox: Happening[] }

export const actingAs = <C extends Ctx>(ctx: C, actor: Actor): C => ({ ...ctx, actor })

const attempts = 3

/**
 * Runs the work in one transaction; inside another one it joins it. The work may run again after a deadlock,
 * which is safe because no verb touches the network in a transaction.
 */
export async function transaction<T>(ctx: Ctx, work: (ctx: Tx) => Promise<T>): Promise<T> {
  if (isTx(ctx)) return work(ctx)
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(ctx, work)
    } catch (error) {
      if (attempt === attempts || !isDeadlock(error)) throw error
    }
  }
}

async function once<T>(ctx: Ctx, work: (ctx: Tx) => Promise<T>): Promise<T> {
  const outbox: Happening[] = []
  const result = await ctx.db.transaction().execute(async (db) => {
    const tx: Tx = { ...ctx, db, outbox }
    const value = await work(tx)
    await settleClaim(tx)
    await writeOutbox(tx)
    return value
  })
  if (outbox.length > 0) ctx.announcer.committed()
  return result
}

export const isTx = (ctx: Ctx): ctx is Tx => 'outbox' in ctx
