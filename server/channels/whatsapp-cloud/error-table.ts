import type { TodoCode, TroubleCode } from '#contract/troubles.ts'
import type { ProviderError } from '../channel.ts'

export { todos, troubles } from '#contract/troubles.ts'
export type Trouble = TroubleCode
export type Todo = TodoCode

export type Explanation = Pick<ProviderError, 'class'> & {
  trouble: Trouble
  todo?: Todo
  /** Nothing but the message when absent. */
  scope?: Exclude<ProviderError['scope'], 'message'>
  /** The least; who is refused again waits longer each time. */
  retryAfterMs?: number
}

const seconds = 1000
const minutes = 60 * seconds
const hours = 60 * minutes

/** The whole range 200–299, with those outside of it in the table. */
export const permissions = {
  first: 200,
  last: 299,
  class: 'C',
  scope: 'account',
  trouble: 'permission_missing',
  todo: 'grant_permission',
} as const

// A scope waits or stops as a whole, answers to customers included. So what only keeps back marketing or templates
// (131049, 131050, 131064) has none: the trouble is named, and campaigns stop because of the name.
export const explanations: (Explanation & { codes: number[] })[] = [
  // Refused before anything happened.
  { codes: [4, 80007], class: 'A', scope: 'account', trouble: 'rate_limited', retryAfterMs: minutes },
  { codes: [130429], class: 'A', scope: 'number', trouble: 'throughput_limited', retryAfterMs: seconds },
  // To be multiplied by four each time.
  { codes: [131056], class: 'A', scope: 'person', trouble: 'pair_rate_limited', retryAfterMs: seconds },
  { codes: [131057, 2494100], class: 'A', scope: 'number', trouble: 'maintenance', retryAfterMs: minutes },

  // Perhaps sent.
  {
    codes: [1, 2, 131000, 131016, 133004],
    class: 'B',
    trouble: 'provider_unavailable',
    todo: 'check_and_retry',
  },

  // The connection to Meta.
  { codes: [0, 190], class: 'C', scope: 'account', trouble: 'token_invalid', todo: 'reconnect' },
  {
    codes: [3, 10, 131005],
    class: 'C',
    scope: 'account',
    trouble: 'permission_missing',
    todo: 'grant_permission',
  },
  { codes: [368, 131031], class: 'C', scope: 'account', trouble: 'account_restricted', todo: 'appeal' },
  { codes: [131042], class: 'C', scope: 'account', trouble: 'payment', todo: 'add_payment' },
  { codes: [134011], class: 'C', trouble: 'payment_terms', todo: 'accept_payment_terms' },
  { codes: [33], class: 'C', scope: 'number', trouble: 'number_not_found', todo: 'check_number' },
  { codes: [131048], class: 'C', scope: 'number', trouble: 'number_restricted', todo: 'review_quality' },
  {
    codes: [131037],
    class: 'C',
    scope: 'number',
    trouble: 'display_name_not_approved',
    todo: 'fix_display_name',
  },
  {
    codes: [131045, 133010],
    class: 'C',
    scope: 'number',
    trouble: 'number_not_registered',
    todo: 'register_number',
  },

  // Connecting a number; no message is ever refused with these.
  { codes: [133000, 133006], class: 'D', trouble: 'registration', todo: 'retry_later' },
  { codes: [133005], class: 'D', trouble: 'pin_wrong', todo: 'enter_pin' },
  // How long is in the details.
  { codes: [133008, 133009], class: 'D', trouble: 'pin_wrong', todo: 'retry_later' },
  { codes: [133015], class: 'D', trouble: 'registration', todo: 'retry_later', retryAfterMs: 5 * minutes },
  { codes: [133016], class: 'D', trouble: 'registration', todo: 'retry_later', retryAfterMs: 72 * hours },
  { codes: [136024], class: 'D', trouble: 'registration', todo: 'retry_later' },
  { codes: [2593107, 2593108, 2593109], class: 'C', trouble: 'history_not_shared' },

  // The person.
  { codes: [131026], class: 'C', scope: 'person', trouble: 'undeliverable', todo: 'reach_otherwise' },
  { codes: [130497], class: 'C', scope: 'person', trouble: 'country_restricted', todo: 'reach_otherwise' },
  { codes: [130403], class: 'C', scope: 'person', trouble: 'blocked_by_us', todo: 'unblock' },
  // A template would still arrive.
  { codes: [131047], class: 'C', trouble: 'window_closed', todo: 'use_template' },
  { codes: [131062], class: 'C', trouble: 'needs_phone', todo: 'ask_for_phone' },
  {
    codes: [131049],
    class: 'D',
    trouble: 'marketing_limited',
    todo: 'retry_later',
    retryAfterMs: 24 * hours,
  },
  { codes: [131050], class: 'C', trouble: 'opted_out' },
  { codes: [130472], class: 'C', trouble: 'experiment' },

  // The message.
  { codes: [100, 131008, 131009, 135000], class: 'C', trouble: 'invalid_message', todo: 'change_message' },
  { codes: [131021], class: 'C', trouble: 'sends_to_itself', todo: 'check_number' },
  { codes: [131051], class: 'C', trouble: 'unsupported', todo: 'change_message' },
  { codes: [131052], class: 'C', trouble: 'media_not_fetched', todo: 'ask_to_resend' },
  { codes: [131053], class: 'C', trouble: 'media_invalid', todo: 'convert_media' },
  { codes: [132068, 132069], class: 'C', trouble: 'flow_blocked', todo: 'review_flow' },

  // The template.
  {
    codes: [131055, 131063, 134100, 134102],
    class: 'C',
    trouble: 'not_for_this_category',
    todo: 'choose_other_template',
  },
  {
    codes: [132000, 132005, 132007, 132012, 132018],
    class: 'C',
    trouble: 'template_invalid',
    todo: 'fix_template',
  },
  { codes: [132001], class: 'C', trouble: 'template_missing', todo: 'sync_templates' },
  { codes: [134101], class: 'D', trouble: 'template_syncing', retryAfterMs: 10 * minutes },
  {
    codes: [132015],
    class: 'D',
    trouble: 'template_paused',
    todo: 'choose_other_template',
    retryAfterMs: 3 * hours,
  },
  { codes: [132016], class: 'C', trouble: 'template_disabled', todo: 'choose_other_template' },
  {
    codes: [131064],
    class: 'D',
    trouble: 'templates_restricted',
    todo: 'review_templates',
    retryAfterMs: 24 * hours,
  },
]
