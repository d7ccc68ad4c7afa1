/** Deeper than anything meant: PostgreSQL and JSON.stringify would fail on it. */
const deepest = 100

/**
 * What PostgreSQL can store: no null bytes and no halves of surrogate pairs, in keys neither, and not nested beyond
 * reason. Nothing else is changed, and what is clean is not copied.
 */
export function tame(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return tameText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return null
  return Array.isArray(value) ? tameList(value, depth) : tameObject(value, depth)
}

const tameText = (text: string): string => {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}

function tameList(list: unknown[], depth: number): unknown[] {
  const tamed = list.map((inner) => tame(inner, depth + 1))
  return tamed.some((inner, index) => !Object.is(inner, list[index])) ? tamed : list
}

function tameObject(object: object, depth: number): object {
  let changed = false
  const entries = Object.entries(object).map(([key, inner]): [string, unknown] => {
    const entry: [string, unknown] = [tameText(key), tame(inner, depth + 1)]
    changed ||= entry[0] !== key || !Object.is(entry[1], inner)
    return entry
  })
  return changed ? Object.fromEntries(entries) : object
}
