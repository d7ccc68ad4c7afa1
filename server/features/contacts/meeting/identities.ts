import type { Person } from '../../../channels/channel.ts'
import { phoneOfWaId } from '../phone.ts'

/** Somebody as a channel showed them to us. `scope`: the portfolio that user ids are valid in. */
export type Sighting = { channel: 'whatsapp'; scope: string; person: Person }

export type Identity = {
  channel: string
  kind: 'user_id' | 'parent_user_id' | 'wa_id'
  scope: string
  value: string
  phone: string | null
}

/** By what somebody can be known, what says most first. */
export function identitiesOf({ channel, scope, person }: Sighting): Identity[] {
  const { userId, parentUserId, waId } = person
  const found: Identity[] = []
  if (userId) found.push({ channel, kind: 'user_id', scope, value: userId, phone: null })
  // Of a business with several portfolios: valid in all of them.
  if (parentUserId)
    found.push({ channel, kind: 'parent_user_id', scope: '', value: parentUserId, phone: null })
  if (waId) found.push(identityOfWaId(channel, waId))
  return found
}

/** What a phone number that somebody typed will be called by the channel, as far as one can know beforehand. */
export const identityOfPhone = (e164: string): Identity => identityOfWaId('whatsapp', e164.slice(1))

const identityOfWaId = (channel: string, waId: string): Identity => ({
  channel,
  kind: 'wa_id',
  scope: '',
  value: waId,
  phone: phoneOfWaId(waId)?.e164 ?? null,
})

export const keyOf = ({ channel, kind, scope, value }: Omit<Identity, 'phone'>): string =>
  JSON.stringify([channel, kind, scope, value])
export const phoneKeyOf = (channel: string, phone: string): string =>
  JSON.stringify([channel, 'phone', phone])

/** What nobody else may look at while these become somebody's: both spellings of a number are one. */
export const lockKeysOf = (identities: readonly Identity[]): string[] => [
  ...new Set(identities.map((one) => (one.phone ? phoneKeyOf(one.channel, one.phone) : keyOf(one)))),
]
