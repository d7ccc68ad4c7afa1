import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import { defineJob } from '#platform/jobs/job.ts'

// What the tests of the worker have done: `test_runs` remembers who did it.
export const prepareRuns = (ctx: Pick<Ctx, 'db'>) =>
  sql`create table if not exists test_runs (
    run bigint generated always as identity, name text not null, pid integer not null, ended boolean not null default false)`.execute(
    ctx.db,
  )

const begin = async ({ db }: Ctx, name: string) => {
  const { rows } = await sql<{ run: string }>`
    insert into test_runs (name, pid) values (${name}, ${process.pid}) returning run`.execute(db)
  return rows[0]?.run ?? ''
}
const end = ({ db }: Ctx, run: string) =>
  sql`update test_runs set ended = true where run = ${run}`.execute(db)

export type Run = { name: string; pid: number; ended: boolean }
export const runsOf = async ({ db }: Pick<Ctx, 'db'>): Promise<Run[]> =>
  (await sql<Run>`select name, pid, ended from test_runs order by run`.execute(db)).rows

const Named = z.object({ name: z.string(), milliseconds: z.number().default(0) })

/** Takes its time, and honours the signal. */
export const work = defineJob({
  name: 'test.work',
  payload: Named,
  async perform(ctx, { name, milliseconds }, { signal }) {
    const run = await begin(ctx, name)
    if (milliseconds > 0) await sleep(milliseconds, undefined, { signal })
    await end(ctx, run)
  },
})

/** In a process that was told to, it never ends; in any other it is done at once. */
export const hold = defineJob({
  name: 'test.hold',
  payload: Named,
  async perform(ctx, { name }) {
    const run = await begin(ctx, name)
    if (process.argv.includes('never-end')) await new Promise(() => {})
    await end(ctx, run)
  },
})

/** Takes its time, whatever it is told. */
export const stubborn = defineJob({
  name: 'test.stubborn',
  payload: Named,
  async perform(ctx, { name, milliseconds }) {
    const run = await begin(ctx, name)
    await sleep(milliseconds)
    await end(ctx, run)
  },
})

/** Fails as long as there is no run called `allow`. */
export const fail = defineJob({
  name: 'test.fail',
  payload: z.object({ name: z.string(), secret: z.string() }),
  maxAttempts: 3,
  async perform(ctx, { name, secret }) {
    const run = await begin(ctx, name)
    if (!(await runsOf(ctx)).some((other) => other.name === 'allow'))
      throw new Error(`no luck with ${secret.length}`)
    await end(ctx, run)
  },
})

export const testFeature: Feature = { name: 'test', jobs: [work, hold, stubborn, fail] }
