/** "João Pedro Lima" → JP, "Maria de Souza" → MS, "@carla.fit" → @C, "+55 11 98765-4321" → 21. */
export function initials(name: string): string {
  const trimmed = name.trim()
  if (trimmed.startsWith('@')) return trimmed.slice(0, 2).toUpperCase()
  const words = (trimmed.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).filter(
    (word) => !/^(d[aeo]s?|e)$/i.test(word),
  )
  if (words.length === 0) return trimmed.replace(/\D/g, '').slice(-2) || '?'
  const first = words.slice(0, 2).map((word) => [...word][0] ?? '')
  return first.join('').toUpperCase()
}

/** The same person has the same tint everywhere. */
export function tintOf(id: string, tints = 6): number {
  let sum = 0
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973
  return sum % tints
}

/** Brazilian numbers as people write them; others as they came. */
export function showPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  const [, area, first, last] = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits) ?? []
  return area ? `+55 ${area} ${first}-${last}` : `+${digits}`
}

/** What somebody typed, with country code and without signs; undefined when it cannot be a number. */
export function readPhone(typed: string): string | undefined {
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '')
  const whole = !typed.trim().startsWith('+') && /^\d{10,11}$/.test(digits) ? `55${digits}` : digits
  return /^\d{8,15}$/.test(whole) ? whole : undefined
}

export const readUsername = (typed: string): string | undefined => {
  const name = typed.trim().replace(/^@/, '').toLowerCase()
  return /^[a-z0-9._]{3,35}$/.test(name) ? name : undefined
}
