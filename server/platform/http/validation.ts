import type { z } from 'zod'
import { type FieldError, invalid } from '#platform/errors.ts'
import { limits } from '#platform/http/limits.ts'

type Compiled = { value: unknown } | { error: Error }
type RouteSchema = { schema: z.ZodType; method: string; url: string; httpPart?: string }

/** Fastify's side of a route's schemas. Its zod provider loses the path of an issue, which our pointers need. */
export const validatorCompiler =
  ({ schema }: RouteSchema) =>
  (value: unknown): Compiled => {
    const parsed = schema.safeParse(value, { reportInput: true })
    return parsed.success ? { value: parsed.data } : { error: invalid(fieldErrors(parsed.error)) }
  }

/** A reply that is not what the route promised is a bug of ours: it is reported as one and never sent. */
export function replySerializer(schema: z.ZodType, route: string): (reply: unknown) => string {
  let last: { reply: object; json: string } | undefined
  return (reply) => {
    if (last && last.reply === reply) return last.json
    const parsed = schema.safeParse(reply)
    if (!parsed.success)
      throw new Error(`${route} answered something else than it promised: ${placesOf(parsed.error)}`)
    const json = JSON.stringify(parsed.data)
    // Who freezes an answer gives it more than once, as health does for a second: it is written once.
    if (typeof reply === 'object' && reply !== null && Object.isFrozen(reply)) last = { reply, json }
    return json
  }
}

export const serializerCompiler = ({ schema, method, url }: RouteSchema) =>
  replySerializer(schema, `${method} ${url}`)

export const fieldErrors = ({ issues }: z.core.$ZodError): FieldError[] =>
  issues.flatMap(errorsOf).slice(0, limits.fieldErrors)

function errorsOf(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      code: 'unknown_field',
      message: 'There is no such field.',
    }))
  return [{ pointer: pointerTo(issue.path), ...reasonOf(issue) }]
}

function reasonOf({ code, input, message }: z.core.$ZodIssue): Pick<FieldError, 'code' | 'message'> {
  if (code === 'invalid_type' && (input === undefined || input === null))
    return { code: 'required', message: 'This is required.' }
  // A rule of our own may name itself: `refine(…, 'null_byte')`.
  if (code === 'custom' && /^[a-z][a-z0-9_]*$/.test(message))
    return { code: message, message: ownReasons[message] ?? 'This is not valid.' }
  return { code, message }
}

const ownReasons: Record<string, string> = { null_byte: 'This must not contain a null byte.' }

/** RFC 6901: in a name, ~ and / are escaped. */
const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

// Places and codes only: what stands there may be personal.
const placesOf = ({ issues }: z.core.$ZodError): string =>
  issues
    .slice(0, 5)
    .map(({ path, code }) => `${pointerTo(path) || '/'} ${code}`)
    .join(', ')
