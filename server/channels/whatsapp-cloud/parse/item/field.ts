import { z } from 'zod'
import type { InboundItem, Parsed } from '../../../channel.ts'
import { Id, isObject, Moment, maybe } from '../shape/lenient.ts'
import { type Element, NotUnderstood, type Place } from '../shape/place.ts'

/** Everything that Meta tells about accounts, numbers and templates, and what is taken whole for whoever knows it. */
const fields = new Set([
  'account_alerts',
  'account_review_update',
  'account_settings_update',
  'account_update',
  'automatic_events',
  'business_capability_update',
  'business_username_updates',
  'calls',
  'consumer_profile',
  'flows',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  'history',
  'message_echoes',
  'message_template_components_update',
  'message_template_quality_update',
  'message_template_status_update',
  'messaging_handovers',
  'partner_solutions',
  'payment_configuration_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'smb_app_state_sync',
  // Copies of what another app answers: nobody here may.
  'standby',
  'template_category_update',
  'template_correct_category_detection',
  'user_preferences',
])

export function readField(place: Place, slice: unknown): Parsed {
  if (fields.has(place.field))
    return { items: [fieldItem(place, place.field, place.value, slice)], unparsed: [] }
  const parked = { kind: 'field', reason: 'unknown_field' as const, detail: place.field, item: slice }
  return { items: [], unparsed: [parked] }
}

const When = maybe(Moment)

/** One of `user_actions`, such as the tap on a link of a marketing message. */
export function readUserAction({ place, raw, slice }: Element): Parsed {
  const at = When.parse(raw.timestamp) ?? place.at
  return { items: [fieldItem({ ...place, at }, 'user_actions', raw, slice)], unparsed: [] }
}

/** What Meta complains of beside the messages: nothing less than the account is meant. */
export const errorsItem = (place: Place, slice: unknown): InboundItem =>
  fieldItem(place, 'errors', { errors: place.value.errors }, slice)

function fieldItem(place: Place, field: string, value: Record<string, unknown>, raw: unknown): InboundItem {
  const account = partnersAccount(value) ?? place.account
  if (account === null) throw new NotUnderstood('the id of the entry is missing')
  const { at, number } = place
  return { kind: 'field', at, raw, account, number, field, value: withTextIds(value) }
}

const Partner = z.object({ waba_info: z.object({ waba_id: Id(64) }) })

/** There the id of the entry is that of a business portfolio. */
const partnersAccount = (value: Record<string, unknown>): string | null =>
  Partner.safeParse(value).data?.waba_info.waba_id ?? null

/** Ids are text, though Meta writes those of templates as numbers: the next one may not fit into one any more. */
function withTextIds(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, textId(key, inner)]))
}

function textId(key: string, value: unknown): unknown {
  if (typeof value === 'number') return isIdKey(key) && Number.isInteger(value) ? String(value) : value
  if (Array.isArray(value)) return value.map((inner) => textId(key, inner))
  return isObject(value) ? withTextIds(value) : value
}

const isIdKey = (key: string): boolean => key === 'id' || key.endsWith('_id') || key.endsWith('_ids')
