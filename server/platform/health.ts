import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx, Deps } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import type { Feature, HealthCheck } from '#platform/feature.ts'
import { lifeSigns } from '#platform/jobs/guard.ts'
import { system } from '#platform/policy.ts'
import { sharedRun } from '#platform/shared-run.ts'

const Component = z.object({ ok: z.boolean(), error: z.string().nullable() })

export const HealthReport = z.object({
  status: z
    .enum(['ok', 'degraded', 'down'])
    .meta({ description: '`down` without the database', example: 'ok' }),
  components: z.record(z.string(), Component).meta({
    description: 'Each part by its name; `error` says for anybody to read what is wrong with it',
    example: { database: { ok: true, error: null }, jobs: { ok: true, error: null } },
  }),
})
export type HealthReport = z.infer<typeof HealthReport>

const answerWithinMs = 2000
const keptForMs = 1000

/**
 * How every part is doing. Asked by balancers, dashboards and anybody on the network, so one look serves all who ask
 * within a second, and what it says gives nothing away: reasons with addresses in them go to the log.
 */
export function createHealth(deps: Deps, features: readonly Feature[], more: readonly HealthCheck[] = []) {
  const ctx: Ctx = { ...deps, actor: system }
  const checks = [...ownChecks, ...more, ...features.flatMap(({ health = [] }) => health)]
  const looks = checks.map(
    ({ name, check }) =>
      [
        name,
        watched(
          ctx,
          name,
          sharedRun(() => check(ctx)),
        ),
      ] as const,
  )
  const lookAtAll = sharedRun(async (): Promise<HealthReport> => {
    const parts = await Promise.all(looks.map(async ([name, look]) => [name, await look()] as const))
    const components = Object.fromEntries(parts)
    return Object.freeze({ status: statusOf(components), components })
  })
  let latest: { report: HealthReport; until: number } | undefined
  return async (): Promise<HealthReport> => {
    const now = performance.now()
    if (latest && now < latest.until) return latest.report
    const report = await lookAtAll()
    latest = { report, until: performance.now() + keptForMs }
    return report
  }
}

const ownChecks: readonly HealthCheck[] = [
  { name: 'database', check: async ({ db }) => void (await sql`select 1`.execute(db)) },
  { name: 'jobs', check: assertSomebodyWorks },
  { name: 'files', check: ({ files }) => files.healthy() },
]

function statusOf(components: Record<string, z.infer<typeof Component>>): HealthReport['status'] {
  if (!components.database?.ok) return 'down'
  return Object.values(components).every(({ ok }) => ok) ? 'ok' : 'degraded'
}

async function assertSomebodyWorks({ db }: Ctx): Promise<void> {
  const { rows } = await sql`
    select 1 from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and l.classid = ${lifeSigns}::oid and l.granted and d.datname = current_database()
    limit 1`.execute(db)
  if (rows.length === 0) throw failing('No worker is running: messages and jobs wait.')
}

export const failing = (message: string) => new DomainError(503, 'unhealthy', message)

/** Never throws and never waits long; says to outsiders no more than they need. */
function watched(ctx: Ctx, name: string, check: () => Promise<void>) {
  let wasOk = true
  return async () => {
    const reason = await reasonAgainst(check)
    // Said once when it changes: this is asked every few seconds.
    if (reason && wasOk) ctx.log.warn({ component: name, err: reason }, 'a part is not well')
    if (!reason && !wasOk) ctx.log.info({ component: name }, 'a part is well again')
    wasOk = !reason
    return { ok: wasOk, error: reason ? forOutsiders(reason) : null }
  }
}

async function reasonAgainst(check: () => Promise<void>): Promise<unknown> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(failing('No answer within 2 seconds.')), answerWithinMs)
  try {
    await Promise.race([check(), late])
    return null
  } catch (error) {
    return error ?? failing('Not working.')
  } finally {
    clearTimeout(timer)
  }
}

const forOutsiders = (reason: unknown): string =>
  reason instanceof DomainError ? reason.message : 'Not working; the log says why.'
