import type { Parsed, Person } from '../../../channel.ts'

/** Where in the request something stands, and what goes for everything there. */
export type Place = {
  /** As it came, for the slices. */
  entry: { id: unknown; time?: unknown }
  account: string | null
  number: string | null
  field: string
  value: Record<string, unknown>
  /** When nothing else says when. */
  at: Date
}

/** One element of a list in a `value`, with what its surroundings say about it. */
export type Element = {
  place: Place
  raw: Record<string, unknown>
  person: Person | null
  /** Those of the whole value, where they belong to this element. */
  errors: unknown
  /** The request as if it had held nothing else: can be parsed again by itself. */
  slice: unknown
}

/** Says what is missing or wrong, in words that hold nothing personal. */
export class NotUnderstood extends Error {}

export const nothing: Parsed = { items: [], unparsed: [] }

export const joined = (parts: Parsed[]): Parsed => ({
  items: parts.flatMap(({ items }) => items),
  unparsed: parts.flatMap(({ unparsed }) => unparsed),
})

export function sliceOf({ entry, field, value }: Place, part: Record<string, unknown>): unknown {
  const { messaging_product, metadata } = value
  const kept = {
    ...(messaging_product !== undefined && { messaging_product }),
    ...(metadata !== undefined && { metadata }),
  }
  return { ...entry, changes: [{ field, value: { ...kept, ...part } }] }
}

/** What every item has; without our number nobody knows whose it is. */
export function baseOf(
  { place, slice }: Element,
  at: Date | null,
): { number: string; at: Date; raw: unknown } {
  if (place.number === null) throw new NotUnderstood('metadata.phone_number_id is missing')
  return { number: place.number, at: at ?? place.at, raw: slice }
}
