import type { Account, BusinessNumber } from '#contract/accounts.ts'

/** What opens a question of its own, over the list or over the sheet of an account. */
export type Asked =
  | { what: 'rename' | 'token' | 'addNumber' | 'remove'; account: Account }
  | { what: 'editNumber' | 'removeNumber'; account: Account; number: BusinessNumber }
export type Ask = (asked: Asked) => void
