// A number of many digits where a value begins. Ids in quotes, which every request has, are not meant.
const longNumber = /[:,[\s]-?\d{16}/

/** JSON whose integers beyond 2^53 stay what they are, as text: ids of templates are that long. */
export const readJson = (raw: Buffer): unknown => readJsonText(raw.toString('utf8'))

export function readJsonText(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return longNumber.test(text) ? readExactly(text, value) : value
}

/** Slower, and refused by V8 where the nesting is absurd: then the rounded numbers have to do. */
function readExactly(text: string, rounded: unknown): unknown {
  try {
    return JSON.parse(text, keepDigits)
  } catch {
    return rounded
  }
}

// The third parameter is in Node since 22; TypeScript's own declaration does not have it yet.
function keepDigits(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined) return value
  return /^-?\d+$/.test(source) ? source : value
}
