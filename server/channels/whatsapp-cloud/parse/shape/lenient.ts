import { z } from 'zod'

/** What a customer can write at once in WhatsApp is shorter. */
const longest = 65_536

/** Absent, null and wrong are the same: what is beside the point must not cost the message. */
export const maybe = <T extends z.ZodType>(schema: T) => z.nullable(schema).prefault(null).catch(null)

/** Wrong elements are left out, and so are those beyond `max`. */
export const list = <T extends z.ZodType>(schema: T, max: number) =>
  z
    .unknown()
    .optional()
    .transform((value): z.output<T>[] =>
      (Array.isArray(value) ? value : []).slice(0, max).flatMap(good(schema)),
    )

const good =
  <T extends z.ZodType>(schema: T) =>
  (value: unknown): z.output<T>[] => {
    const result = schema.safeParse(value)
    return result.success ? [result.data] : []
  }

export const Text = (max = longest) => z.string().transform((text) => cut(text, max))

/** Longer than this is no id of anybody, and indexes could not hold it. */
export const Id = (max = 200) =>
  z
    .string()
    .min(1)
    .max(max)
    .or(z.int().transform((id) => String(id)))

export const Numeric = z.number().or(
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number()),
)

/** Seconds since 1970 as text or number; milliseconds are recognised by their size. */
export const Moment = Numeric.transform((time) => (time > 100_000_000_000 ? time : time * 1000))
  .pipe(z.number().positive().max(Date.UTC(2100)))
  .transform((milliseconds) => new Date(Math.trunc(milliseconds)))

/** Not between the halves of an emoji. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const part = text.slice(0, max)
  return part.isWellFormed() ? part : part.slice(0, -1)
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
