import type { Ids } from '#test/api.ts'
import type { PersonName } from '#test/app.ts'
import type { Reply } from '#test/http.ts'

/** What holds of one route with an id in it. */
export type Line = {
  /** Makes something that is not Luísa's and says the ids that lead to it. */
  object: () => Promise<Ids>
  /** It, as somebody sees who may: compared before and after. */
  look: (ids: Ids) => Promise<Reply<unknown>>
  /** What Luísa, an agent, is answered; 200 only where everybody may. */
  agentSees: 200 | 403 | 404
  /** What is sent, where the example of the documentation would not do. */
  body?: (ids: Ids) => unknown
  /** Who may, and is asked for the same; Ana unless said. */
  may?: PersonName
  /** What they are answered, where it is not what the route promises. */
  answers?: number
}
export type Lines = Record<string, Line>

/** One id, where the path has one. */
export const idIn = (ids: Ids): string => (typeof ids === 'string' ? ids : String(ids.id))

/** The reply to a list, with the one that is meant instead of all; nothing when it is not there. */
export function oneOf<T extends { id: string }>(
  { body, ...reply }: Reply<{ data: T[] }>,
  ids: Ids,
): Reply<T | undefined> {
  return { ...reply, body: body.data.find(({ id }) => id === idIn(ids)) }
}
