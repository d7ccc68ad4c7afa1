import { v7 } from 'uuid'

/** Ids are made here and not in the database, because uuidv7() exists only from PostgreSQL 18 on. */
export const newId = (): string => v7()
