import { GraphError } from './errors.ts'

/** What was asked for, of what there is; a field that does not exist is refused. */
export function pick(
  kind: string,
  all: Record<string, unknown>,
  asked: string | undefined,
  usual: string[],
): Record<string, unknown> {
  const names = asked === undefined ? usual : ['id', ...namesOf(asked)]
  const unknown = names.find((name) => !(name in all))
  if (unknown !== undefined)
    throw new GraphError(100, `(#100) Tried accessing nonexisting field (${unknown}) on node type (${kind})`)
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, all[name]]).filter(([, value]) => value !== undefined),
  )
}

/** `id,events{status}`: what is in braces belongs to the name before. */
const namesOf = (asked: string): string[] =>
  asked
    .replace(/\{[^}]*\}/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)

type Query = Record<string, string | undefined>

/** A page as the Graph has them; cursors are opaque to whoever reads them. */
export function pageOf<T extends { id: string }>(
  list: T[],
  { limit, after }: Query,
  next: { url: string; usual: number; most: number },
) {
  const size = limit === undefined ? next.usual : Number(limit)
  if (!Number.isInteger(size) || size < 1 || size > next.most)
    throw new GraphError(100, `(#100) Param limit must be a number between 1 and ${next.most}`)
  const start = after === undefined ? 0 : list.findIndex(({ id }) => id === decode(after)) + 1
  if (after !== undefined && start === 0) throw new GraphError(100, '(#100) Invalid cursors values')
  const data = list.slice(start, start + size)
  const [first, last] = [data[0], data.at(-1)]
  if (!first || !last) return { data }
  const cursors = { before: encode(first.id), after: encode(last.id) }
  const url = new URL(next.url)
  url.searchParams.set('after', cursors.after)
  const isMore = start + size < list.length
  return { data, paging: { cursors, ...(isMore && { next: url.href }) } }
}

const encode = (id: string) => Buffer.from(id).toString('base64url')
const decode = (cursor: string) => Buffer.from(cursor, 'base64url').toString()
