import type { FieldError } from '#platform/errors.ts'

export const complaint = (pointer: string, code: string, message: string): FieldError => ({
  pointer,
  code,
  message,
})

/** A text that has to be there. */
export const written = (pointer: string, text: string, max: number): FieldError[] =>
  text.trim() === '' ? [complaint(pointer, 'required', 'This is required.')] : noLonger(pointer, text, max)

// Nobody says what WhatsApp counts as a character: we count what gives most, units of UTF-16.
export const noLonger = (pointer: string, text: string | undefined, max: number): FieldError[] =>
  text && text.length > max
    ? [complaint(pointer, 'too_big', `At most ${max} characters; some emoji count as several.`)]
    : []

export const list = (pointer: string, items: readonly unknown[], max: number): FieldError[] => {
  if (items.length === 0) return [complaint(pointer, 'required', 'At least one is required.')]
  return items.length > max ? [complaint(pointer, 'too_big', `At most ${max}.`)] : []
}

/** Complains about every one that was there before. */
export function unique(values: readonly string[], pointer: (index: number) => string): FieldError[] {
  const seen = new Set<string>()
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [complaint(pointer(index), 'not_unique', 'Another one is the same.')]
    seen.add(value)
    return []
  })
}
