/**
 * Which events a reader has seen. Ids are drawn before the commit, so a higher one can become visible before a lower
 * one: what is missing below the highest is a gap, and stays one until it is known that nothing will fill it.
 */
export type Position = { highest: bigint; gaps: readonly Gap[] }

/** `until`: when every transaction before this one has ended, whatever is still missing was rolled back. */
type Gap = { from: bigint; to: bigint; until: bigint }

/** What one statement found: ids above the highest or in a gap, lowest first, no more than `limit` of them. */
export type Reading = { ids: readonly bigint[]; limit: number; xmin: bigint; xmax: bigint }

/** Nothing new can appear at or below this id. */
export const watermark = ({ highest, gaps }: Position): bigint => (gaps[0] ? gaps[0].from - 1n : highest)

/**
 * The position after a reading. A missing id below a visible one was drawn by a transaction that had its own number
 * by then (the order of the columns of `events` sees to that), so that number is below the `xmax` of this reading.
 */
export function advance({ highest, gaps }: Position, { ids, limit, xmin, xmax }: Reading): Position {
  const last = ids.at(-1)
  if (last === undefined) return { highest, gaps: gaps.filter((gap) => gap.until > xmin) }
  const reached = last > highest ? [{ from: highest + 1n, to: last, until: xmax }] : []
  const cut = ids.length >= limit
  // What lies beyond the end of a full reading was not looked for.
  const open = ({ to, until }: Gap) => until > xmin || (cut && to > last)
  return {
    highest: last > highest ? last : highest,
    gaps: [...without([...gaps, ...reached], ids)].filter(open),
  }
}

/** The gaps less the ids, both in order. */
function* without(gaps: readonly Gap[], ids: readonly bigint[]): Generator<Gap> {
  let next = 0
  for (const gap of gaps) {
    let from = gap.from
    for (let id = ids[next]; id !== undefined && id <= gap.to; id = ids[++next]) {
      if (id < from) continue
      if (id > from) yield { ...gap, from, to: id - 1n }
      from = id + 1n
    }
    if (from <= gap.to) yield { ...gap, from }
  }
}
