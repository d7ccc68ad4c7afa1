import type pg from 'pg'

// A text that comes back is worth a plan of its own; lists of varying length make ever new ones, which are not.
const timesBefore = 2
const mostStatements = 300
const mostTexts = 3000

/**
 * Lets the server keep the plans of statements that come again: parsing and planning are more than half of what a
 * small query costs. Every connection of a pool shares the names; each prepares a statement when it first needs it.
 */
export function preparing(): (client: pg.PoolClient) => void {
  const nameOf = names()
  return (client) => {
    const query = client.query
    // One signature of many: only Kysely's way of asking is changed, a text and its values.
    client.query = function ask(this: pg.PoolClient, text: unknown, values: unknown, ...rest: unknown[]) {
      const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
      const asked = name === undefined ? [text, values, ...rest] : [{ name, text, values }, ...rest]
      return Reflect.apply(query, this, asked)
    } as typeof client.query
  }
}

function names(): (text: string) => string | undefined {
  const named = new Map<string, string>()
  const seen = new Map<string, number>()
  return (text) => {
    const known = named.get(text)
    if (known !== undefined || named.size === mostStatements || !isPreparable(text)) return known
    const times = (seen.get(text) ?? 0) + 1
    if (times <= timesBefore) {
      if (times > 1 || seen.size < mostTexts) seen.set(text, times)
      return undefined
    }
    seen.delete(text)
    const name = `prosa_${named.size}`
    named.set(text, name)
    return name
  }
}

// A plan that returns "every column" breaks when another process migrates a table.
const isPreparable = (text: string): boolean =>
  /^(select|insert|update|delete|with)\b/i.test(text) && !text.includes('*')
