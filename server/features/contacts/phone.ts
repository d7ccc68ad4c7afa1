import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** `siblings`: how the same number may be written elsewhere, without or with the ninth digit. */
export type Phone = { e164: string; siblings: string[] }

// Ten and eleven digits are a Brazilian number only with one of these in front.
const areaCodes = /^(1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])/
const mobile = /^9\d{8}$/
const landline = /^[2-5]\d{7}$/
// From before the ninth digit came (2012 to 2016); many WhatsApp accounts still go by it.
const oldMobile = /^[6-9]\d{7}$/
// In the wrong field; without its points it might be a number in North America.
const cpf = /^\d{3}\.\d{3}\.\d{3}-\d{2}$/

/** What somebody typed, in any usual spelling. Null for what is no phone number, or lacks its area code. */
export function readPhone(typed: string): Phone | null {
  const text = withoutTrimmings(typed)
  if (!/^[+\d\s().\-/]+$/.test(text) || cpf.test(text)) return null
  const digits = text.replace(/\D/g, '')
  if (text.startsWith('+'))
    return ofCountry(digits, 'typed') ?? inBrazil(digits.replace(/^550(?=\d{10,11}$)/, ''))
  return inBrazil(withoutTrunk(digits)) ?? freeOfCharge(digits) ?? ofCountry(digits, 'guessed')
}

/** What a channel says, which is always the international number: only the ninth digit may be missing. */
export function phoneOfWaId(waId: string): Phone | null {
  if (!/^\d{7,15}$/.test(waId)) return null
  return brazilian(waId) ?? { e164: `+${waId}`, siblings: [] }
}

const withoutTrimmings = (typed: string): string =>
  typed
    .normalize('NFKC')
    .trim()
    .replace(/^(tel|whatsapp):/i, '')
    .replace(/\s*(ramal|ext\.?|extension|x)\s*\d{1,6}$/i, '')
    // "(0xx11)": the place of the carrier's code.
    .replace(/0xx/i, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/^\(?00(?=[\s\d(])/, '+')

/** Away goes the 0 before the area code, and the code of a carrier between the two. */
function withoutTrunk(digits: string): string {
  if (!digits.startsWith('0')) return digits
  const carrier = /^0\d{2}(\d{10,11})$/.exec(digits)?.[1]
  return carrier !== undefined && isNational(carrier) ? carrier : digits.slice(1)
}

function inBrazil(digits: string): Phone | null {
  return isNational(digits) ? brazilian(`55${digits}`) : brazilian(digits)
}

const isNational = (digits: string): boolean => brazilian(`55${digits}`) !== null

function brazilian(digits: string): Phone | null {
  const national = /^55(\d{10,11})$/.exec(digits)?.[1]
  if (national === undefined || !areaCodes.test(national)) return null
  const area = national.slice(0, 2)
  const subscriber = national.slice(2)
  if (landline.test(subscriber)) return { e164: `+${digits}`, siblings: [] }
  if (oldMobile.test(subscriber)) return { e164: `+55${area}9${subscriber}`, siblings: [`+${digits}`] }
  if (!mobile.test(subscriber)) return null
  const before = subscriber.slice(1)
  return { e164: `+${digits}`, siblings: oldMobile.test(before) ? [`+55${area}${before}`] : [] }
}

/** 0800 and its kind are Brazilian numbers without an area code. */
function freeOfCharge(digits: string): Phone | null {
  if (!/^0[3589]00\d{6,7}$/.test(digits)) return null
  return { e164: `+55${digits.slice(1)}`, siblings: [] }
}

/** Whoever typed a + knows the country; without it only what is certainly a number there counts. */
function ofCountry(digits: string, how: 'typed' | 'guessed'): Phone | null {
  if (digits.startsWith('55')) return brazilian(digits) ?? freeOfCharge(`0${digits.slice(2)}`)
  // Mexico: the 1 after the country is gone from telephony, but not from WhatsApp.
  if (/^521\d{10}$/.test(digits)) return { e164: `+${digits}`, siblings: [] }
  const parsed = parsePhoneNumberFromString(`+${digits}`)
  const isGood = how === 'typed' ? parsed?.isPossible() : parsed?.isValid() && digits.length > 10
  return parsed && isGood ? { e164: parsed.number, siblings: [] } : null
}
