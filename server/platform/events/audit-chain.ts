import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { AuditEntries } from '#platform/schema.ts'

/** An entry as it is stored, without the hash that covers it. */
export type ChainedEntry = Omit<Selectable<AuditEntries>, 'hash'>

const covered = [
  'seq',
  'at',
  'name',
  'actor_kind',
  'actor_id',
  'subject_type',
  'subject_id',
  'details',
  'ip',
  'user_agent',
  'request_id',
] as const satisfies readonly (keyof ChainedEntry)[]

/** The same text for the same entry, whatever order the database keeps the keys of its details in. */
export function canonical(entry: ChainedEntry): string {
  return JSON.stringify(sorted(Object.fromEntries(covered.map((field) => [field, entry[field]]))))
}

/** The hash of an entry: it covers the entry and, through the hash before it, all that came earlier. */
export function link(previous: Buffer, entry: ChainedEntry): Buffer {
  return createHash('sha256').update(previous).update(canonical(entry)).digest()
}

function sorted(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    keys.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  )
}
