import type { BusinessNumber } from '../../api.ts'
import type { Person } from '../../world/customers.ts'
import { digitsOf, phoneKey } from '../../world/phones.ts'
import type { World } from '../../world/world.ts'
import { GraphError, refusal } from '../errors.ts'

/** Nobody's, when the phone or user id is not on WhatsApp: that is told later. */
export type Recipient = { input: string; person: Person | undefined; byPhone: boolean; waId?: string }

const userId = /^[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}$/

/** `to` wins over `recipient`. */
export function findRecipient(
  world: World,
  sender: BusinessNumber,
  { to, recipient }: { to?: string | undefined; recipient?: string | undefined },
): Recipient {
  if (to !== undefined) return byPhone(world, sender, to)
  if (recipient === undefined)
    throw new GraphError(100, '(#100) The parameter to is required.', { details: 'to is missing' })
  if (!userId.test(recipient)) throw refusal(131009, 'recipient is not a business-scoped user ID')
  return { input: recipient, person: world.customers.byUserId(recipient), byPhone: false }
}

function byPhone(world: World, sender: BusinessNumber, to: string): Recipient {
  const digits = withCountry(to)
  if (!/^[+\d\s().-]+$/.test(to) || digits.length < 8 || digits.length > 17)
    throw refusal(131009, 'to is not a phone number')
  if (phoneKey(digits) === phoneKey(digitsOf(sender.phone)))
    throw refusal(131021, 'Recipient phone number and sender phone number are the same')
  const person = world.customers.byPhone(digits)
  return { input: to, person, byPhone: true, waId: person?.waId ?? digits }
}

/** Without a plus Meta puts the country of the business number in front, whatever is there already. */
const withCountry = (to: string): string => (to.trim().startsWith('+') ? digitsOf(to) : `55${digitsOf(to)}`)

export const presentRecipient = ({ input, waId }: Recipient) =>
  waId === undefined ? { input, user_id: input } : { input, wa_id: waId }
