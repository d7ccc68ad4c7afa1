/** What is wrong with an account or a number; `stops` where nothing can be sent because of it. */
export type Problem = { code: string; detail: string | null; stops: boolean }

export const shortened = (detail: string | null): string | null => detail?.slice(0, 1_000) ?? null
