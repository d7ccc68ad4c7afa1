import type { Deps } from '#platform/context.ts'
import type { Database } from '#platform/database/index.ts'
import type { Clock } from './clock.ts'
import { type Environment, openTestInstance } from './instance.ts'
import type { SentMail } from './smtp.ts'

export type TestDeps = {
  deps: Deps
  database: Database
  clock: Clock
  mailbox: SentMail[]
  logLines: string[]
  close: () => Promise<void>
}

/** The real parts without any feature: for tests of the platform. `env` is what the program would be started with. */
export async function testDeps(overrides: Partial<Deps> = {}, env: Environment = {}): Promise<TestDeps> {
  const { instance, ...around } = await openTestInstance([], env)
  return { deps: { ...instance.deps, ...overrides }, database: instance.database, ...around }
}
