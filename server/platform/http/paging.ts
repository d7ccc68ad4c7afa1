import type { z } from 'zod'
import type { Page } from '#contract/common.ts'
import { invalid } from '#platform/errors.ts'

/** Where the next page begins: the sort keys of the last row, in a form that nobody is tempted to build by hand. */
export const encodeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** The position that a cursor stands for; whatever a caller made of it is checked like any other input. */
export function decodeCursor<S extends z.ZodType>(
  cursor: string | undefined,
  position: S,
): z.infer<S> | undefined {
  if (cursor === undefined) return undefined
  const parsed = position.safeParse(readJson(cursor))
  if (parsed.success) return parsed.data
  throw invalid([{ pointer: '/after', code: 'bad_cursor', message: 'This is not the `next` of a page.' }])
}

/** One page out of rows of which one more than `limit` was asked for: the extra one tells that there is a next. */
export function page<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => unknown): Page<Row> {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data, next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null }
}

function readJson(cursor: string): unknown {
  const text = Buffer.from(cursor, 'base64url').toString()
  try {
    // PostgreSQL would refuse a null byte, with an error that nobody expects here.
    return text.includes('\\u0000') ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
