import type { Actor } from '#platform/policy.ts'

/**
 * Who the last callers were, for a second: somebody who works makes many requests at once. What is taken back in this
 * process is forgotten at once; another process learns of it within that second.
 */
const lifetimeMs = 1_000
const mostEntries = 10_000

type Entry = { actor: Actor; at: number }
const known = new Map<string, Entry>()
let generation = 0

export function recall(key: string, now: Date): Actor | null {
  const entry = known.get(key)
  if (!entry) return null
  const age = now.getTime() - entry.at
  if (age >= 0 && age < lifetimeMs) return entry.actor
  known.delete(key)
  return null
}

/** To be asked for before the database is, and given back with its answer. */
export const currentGeneration = (): number => generation

/** Not kept when something was taken back while the database was asked: the answer may be from before. */
export function remember(key: string, actor: Actor, now: Date, asked: number): void {
  if (asked !== generation) return
  if (known.size >= mostEntries) known.clear()
  known.set(key, { actor, at: now.getTime() })
}

/** Call it after the commit. */
export function forgetIdentities(): void {
  generation++
  known.clear()
}
