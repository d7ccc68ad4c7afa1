import { phoneOfWaId } from './phone.ts'

/** A phone number as people search for it: digits, with and without the ninth. */
export function phoneWords(e164: string | null): string | null {
  if (e164 === null) return null
  const siblings = phoneOfWaId(e164.slice(1))?.siblings ?? []
  return [e164, ...siblings].map((spelling) => spelling.slice(1)).join(' ')
}
