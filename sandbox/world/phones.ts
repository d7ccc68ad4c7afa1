export const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** The same for both spellings of a Brazilian mobile: with the ninth digit. Everything else is itself. */
export function phoneKey(digits: string): string {
  const [, area, local] = /^55(\d\d)([6-9]\d{7})$/.exec(digits) ?? []
  return area && local ? `55${area}9${local}` : digits
}

/** What WhatsApp calls this phone: beyond the area codes up to 28 the accounts are mostly older than the ninth digit. */
export function usualWaId(digits: string): string {
  const [, area, local] = /^55(\d\d)9([6-9]\d{7})$/.exec(digits) ?? []
  return area && local && Number(area) >= 31 ? `55${area}${local}` : digits
}

/** As Meta shows the numbers of a business: +55 11 5039-1000. */
export function shownPhone(phone: string): string {
  const [, area, front, back] = /^\+?55(\d\d)(\d{4,5})(\d{4})$/.exec(phone) ?? []
  return area ? `+55 ${area} ${front}-${back}` : phone
}
