/** Messages a second, as the contract takes them; null when nobody chooses, so that Meta's own limit holds. */
export function paceIn(typed: string): number | null | 'bad' {
  const text = typed.trim()
  if (text === '') return null
  const pace = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return pace >= 1 && pace <= 10_000 ? pace : 'bad'
}
