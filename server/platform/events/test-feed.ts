import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Ctx, transaction } from '#platform/context.ts'
import { createAnnouncer, type LocalAnnouncer } from '#platform/events/announcer.ts'
import { type EventFeed, followEvents, type StoredEvent } from '#platform/events/feed.ts'
import { publish } from '#platform/events/publish.ts'
import { system } from '#platform/policy.ts'
import { testDeps } from '#test/deps.ts'

export type Follower = EventFeed & { given: StoredEvent[] }
export type Slow = { commit: () => Promise<void>; rollback: () => Promise<void> }

export type Reading = {
  ctx: Ctx
  connection: pg.ClientConfig
  follow: (options?: {
    from?: string
    announcer?: Pick<LocalAnnouncer, 'id' | 'onCommit'>
    connection?: pg.ClientConfig
    lookEveryMs?: number
  }) => Promise<Follower>
  happen: (subject: string) => Promise<void>
  /** A transaction that has drawn its id and takes its time. */
  slowly: (subject: string) => Promise<Slow>
  allIds: () => Promise<string[]>
  /** Ends what a test that failed has left open. */
  clear: () => Promise<void>
  close: () => Promise<void>
}

/** A place where events happen and are followed. */
export async function openReading(): Promise<Reading> {
  const test = await testDeps()
  const own = createAnnouncer({ pool: test.database.pool, features: [], log: test.deps.log })
  const ctx: Ctx = { ...test.deps, announcer: own, actor: system }
  const server = { connectionString: test.deps.config.databaseUrl ?? '' }
  const open: Array<() => Promise<void>> = []
  return {
    ctx,
    connection: server,
    async follow({ announcer = own, connection = server, ...options } = {}) {
      const given: StoredEvent[] = []
      const onEvents = (events: StoredEvent[]) => void given.push(...events)
      const feed = await followEvents({
        db: ctx.db,
        connection,
        announcer,
        log: ctx.log,
        ...options,
        onEvents,
      })
      open.push(feed.stop)
      return { ...feed, given }
    },
    happen: (subject) =>
      transaction(ctx, async (ctx) =>
        publish(ctx, 'person.presence_changed', { type: 'person', id: subject }),
      ),
    async slowly(subject) {
      const client = new pg.Client(server)
      await client.connect()
      open.push(() => client.end())
      await client.query('begin')
      await client.query(
        `insert into events (name, subject_type, subject_id, actor_kind, at)
         values ('person.presence_changed', 'person', $1, 'system', now())`,
        [subject],
      )
      const end = (how: string) => async () => {
        await client.query(how)
        await client.end()
      }
      return { commit: end('commit'), rollback: end('rollback') }
    },
    async allIds() {
      const rows = await ctx.db.selectFrom('events').select('id').orderBy('id').execute()
      return rows.map(({ id }) => id)
    },
    async clear() {
      for (const end of open.splice(0)) await end()
    },
    close: test.close,
  }
}

export const subjects = ({ given }: Follower) => given.map(({ subject }) => subject.id)

export const sorted = (events: StoredEvent[]) =>
  events.map(({ id }) => id).sort((a, b) => Number(BigInt(a) - BigInt(b)))

export async function until(what: () => boolean | Promise<boolean>, patience = 30_000): Promise<void> {
  for (const end = Date.now() + patience; !(await what()); await sleep(2))
    if (Date.now() > end) throw new Error(`still waiting for ${what}`)
}
