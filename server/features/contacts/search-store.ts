import { type RawBuilder, sql } from 'kysely'

/** Without accents and capitals, so that "João" is found as "joao". */
export const folded = (text: unknown): RawBuilder<string> => sql<string>`lower(unaccent(${text}))`

/** What a search looks through: name, profile name, user name, e-mail, and the words of the phone number. */
export const searchText = (parts: readonly unknown[]): RawBuilder<string> =>
  folded(sql`concat_ws(' ', ${sql.join(parts.map((part) => sql`${part}::text`))})`)
