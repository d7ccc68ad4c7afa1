import type { Ctx } from '#platform/context.ts'

// Long enough to spare the database, short enough that nobody wonders whether the other processes have noticed.
const freshFor = 2_000

type Kept<T> = { value: T; until: number }
export type Memory<T> = {
  recall: (ctx: Ctx, key: string) => T | undefined
  /** `asked` is the generation when the database was asked: what it said may be older than what was changed since. */
  remember: (ctx: Ctx, key: string, value: T, asked: number) => void
}

let generation = 0
export const currentGeneration = (): number => generation

/** Call it after the commit. Other processes learn of a change within two seconds. */
export function forgetAccounts(): void {
  generation++
}

/** For what every message asks for. Its owner only puts in what exists, so it has no more entries than the table. */
export function memory<T>(): Memory<T> {
  // By running instance: its configuration is the one object that all its contexts share.
  const kept = new WeakMap<Ctx['config'], Map<string, Kept<T> & { generation: number }>>()
  return {
    recall: ({ config }, key) => {
      const entry = kept.get(config)?.get(key)
      return entry && entry.generation === generation && entry.until > performance.now()
        ? entry.value
        : undefined
    },
    remember: ({ config }, key, value, asked) => {
      const mine = kept.get(config) ?? new Map()
      kept.set(config, mine)
      mine.set(key, { value, until: performance.now() + freshFor, generation: asked })
    },
  }
}

const underWay = new WeakMap<Ctx['config'], Map<string, Promise<unknown>>>()

/** When what everybody remembers runs out, everybody asks at once: one question answers them all. */
export function askedOnce<T>({ config }: Ctx, question: string, ask: () => Promise<T>): Promise<T> {
  const mine = underWay.get(config) ?? new Map<string, Promise<unknown>>()
  underWay.set(config, mine)
  // What was asked before a change does not answer who asks after it.
  const key = `${generation} ${question}`
  // A question stands for one kind of answer.
  const running = mine.get(key) as Promise<T> | undefined
  if (running) return running
  const asked = ask().finally(() => mine.delete(key))
  mine.set(key, asked)
  return asked
}
