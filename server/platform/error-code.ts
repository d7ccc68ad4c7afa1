/** What the system, PostgreSQL or a library calls a failure: `ENOENT`, `23505`. Messages are for people and change. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
