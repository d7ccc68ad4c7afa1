/** Looking into what the wire holds without trusting it: what is missing or of another kind reads as empty. */
export type Fields = Record<string, unknown>

export const fields = (value: unknown): Fields =>
  // An object that is no list has fields, and what they hold stays unknown.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

export const number = (value: unknown): number => {
  const read = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : 0
}
