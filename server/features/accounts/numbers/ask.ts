import type { NewNumber } from '#contract/accounts.ts'
import type { Ctx } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { type BusinessNumber, ChannelError } from '../../../channels/whatsapp-cloud/graph/index.ts'
import { graphOf } from '../doors/graph.ts'
import type { AccountRow } from '../store.ts'
import { isFoundOut } from '../unknown-business.ts'

/** What the provider says of a number that somebody wants to add: it must be one of this account. */
export async function askAbout(ctx: Ctx, account: AccountRow, wanted: NewNumber): Promise<BusinessNumber> {
  const found = await findAtProvider(ctx, account, wanted.phoneNumberId)
  if (!found)
    throw refused('/phoneNumberId', 'number_missing', 'This account has no number with this id at WhatsApp.')
  if (wanted.phoneNumber !== undefined && !isSame(wanted.phoneNumber, found.phone))
    throw refused('/phoneNumber', 'another_number', 'At WhatsApp this id belongs to another phone number.')
  return found
}

async function findAtProvider(
  ctx: Ctx,
  account: AccountRow,
  id: string,
): Promise<BusinessNumber | undefined> {
  const graph = await graphOf(ctx, account.id)
  try {
    if (!isFoundOut(account.external_id)) return await graph.readNumber(id)
    return (await graph.listNumbers(account.external_id)).find((number) => number.id === id)
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    if (error.error.class !== 'C')
      throw conflict('provider_unreachable', 'WhatsApp does not answer at the moment. Try again in a minute.')
    if (error.error.trouble === 'token_invalid')
      throw conflict('token_invalid', 'The access token of this account does not work any more.')
    return undefined
  }
}

const refused = (pointer: string, code: string, message: string) => invalid([{ pointer, code, message }])

/** However it is written; in Brazil also without the country, or without the ninth digit. */
function isSame(written: string, phone: string | null): boolean {
  const [one, other] = [written, phone ?? ''].map((text) => text.replace(/\D/g, '').replace(/^0+/, ''))
  return phone === null || (one !== undefined && one.length >= 8 && other?.slice(-8) === one.slice(-8))
}
