import type { Trouble } from '#contract/accounts.ts'
import { explanations, type Todo } from '../../channels/whatsapp-cloud/error-table.ts'

/** What only accounts and numbers can have; the rest is said by the channel about its errors. */
const ownTroubles = {
  token_missing: 'reconnect',
  token_expires: 'reconnect',
  account_not_found: 'check_business',
  account_twice: 'remove_one',
  not_subscribed: 'check_again',
  not_reachable: 'wait',
  number_missing: 'check_number',
  nothing_delivered: 'add_payment',
  banned: 'appeal',
  deleted: 'reconnect',
  disconnected: 'reconnect',
  policy_violation: 'look_at_provider',
  review_rejected: 'appeal',
  alert: 'look_at_provider',
  permission_missing: 'grant_permission',
} as const satisfies Record<
  string,
  Todo | 'check_business' | 'remove_one' | 'check_again' | 'wait' | 'look_at_provider'
>
export type OwnTrouble = keyof typeof ownTroubles

const todos = new Map<string, string>([
  ...explanations.flatMap(({ trouble, todo }): Array<[string, string]> => (todo ? [[trouble, todo]] : [])),
  ...Object.entries(ownTroubles),
])

export const troubleOf = (code: string, detail: string | null): Trouble => ({
  code,
  detail,
  todo: todos.get(code) ?? null,
})

/** As it is kept with an account or a number. */
export const keptTrouble = (row: {
  trouble: string | null
  trouble_detail: string | null
}): Trouble | null => (row.trouble === null ? null : troubleOf(row.trouble, row.trouble_detail))
