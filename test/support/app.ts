import { ensureFirstAdministrator } from '#features/team/index.ts'
import type { Ctx, Deps } from '#platform/context.ts'
import type { Database } from '#platform/database/index.ts'
import { type Actor, person, system } from '#platform/policy.ts'
import { features } from '../../server/features.ts'
import { startRoles } from '../../server/roles/index.ts'
import type { Clock } from './clock.ts'
import { type Ask, asker } from './http.ts'
import { type Environment, openTestInstance, type TestInstance } from './instance.ts'
import { untilIdle } from './jobs.ts'
import { type People, type PersonName, settleIn, theAdministrator } from './people.ts'
import type { SentMail } from './smtp.ts'

export type { Answer } from './http.ts'
export type { PersonName } from './people.ts'

export type AppOptions = {
  /** Jobs, schedules and reactions run too. */
  worker?: boolean
  /** What the program would be started with, beyond what every test app has. */
  env?: Environment
}

export type App = {
  /** Where it listens; people may be told another one. */
  url: string
  deps: Deps
  database: Database
  clock: Clock
  mailbox: SentMail[]
  logLines: string[]
  people: People
  request: Ask
  /** The same, always asked by this person. */
  as: (name: PersonName) => Ask
  /** For calling a verb directly: as somebody, or as Prosa itself. */
  ctx: (actor?: Actor | PersonName) => Ctx
  /** Resolves when no job is waiting or running any more. */
  idle: () => Promise<void>
  close: () => Promise<void>
}

/** The whole program as main.ts starts it, on loopback, with four people who are signed in. */
export async function testApp({ worker = false, env = {} }: AppOptions = {}): Promise<App> {
  const roles = worker ? 'web,worker' : 'web'
  const opened = await openTestInstance(features, { ...theAdministrator, ROLES: roles, ...env })
  return settled(opened, async ({ deps }) => {
    const ctx = { ...deps, actor: system }
    for (const feature of features) await feature.prepare?.(ctx)
    await ensureFirstAdministrator(ctx)
    const { listening, stop } = await startRoles(opened.instance, features)
    return { url: listening, stop }
  })
}

type Served = { url: string; stop: () => Promise<void> }

/** With everybody in it; nothing stays open when that fails. */
export async function settled(
  { instance, close, ...around }: TestInstance,
  serve: (instance: TestInstance['instance']) => Promise<Served>,
): Promise<App> {
  const { deps, database } = instance
  const opened = [close]
  const closeAll = async () => {
    for (const closeOne of opened) await closeOne()
  }
  try {
    const { url, stop } = await serve(instance)
    opened.unshift(stop)
    const people = await settleIn(url)
    const request = asker(url, (name) => people[name].cookie)
    return {
      ...around,
      url,
      deps,
      database,
      people,
      request,
      as: (name) => (method, path, options) => request(method, path, { as: name, ...options }),
      ctx: (actor = system) => ({
        ...deps,
        actor: typeof actor === 'string' ? person(people[actor]) : actor,
      }),
      idle: () => untilIdle(database.pool),
      close: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
