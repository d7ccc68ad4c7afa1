import type { BusinessNumber } from '#contract/accounts.ts'

/** As people write it; until Meta has said which one it is, by its id. */
export const phoneOf = ({ phoneNumber, phoneNumberId }: BusinessNumber): string =>
  phoneNumber === null ? phoneNumberId : written(phoneNumber)

/** "+55 11 98765-4321"; a number of another country stays as it is. */
export function written(phone: string): string {
  const [, area, first, last] = /^\+55(\d\d)(\d{4,5})(\d{4})$/.exec(phone) ?? []
  return area === undefined ? phone : `+55 ${area} ${first}-${last}`
}
