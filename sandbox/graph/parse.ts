import { z } from 'zod'
import { GraphError, refusal } from './errors.ts'

/** Refuses with one code instead of the usual one. */
export const fail = (code: number, details: string) => ({ params: { code, details } })

export function parse<S extends z.ZodType>(schema: S, input: unknown, at: string[] = []): z.output<S> {
  const result = schema.safeParse(input, { reportInput: true })
  if (result.success) return result.data
  throw explain(result.error.issues[0], at)
}

type Issue = z.core.$ZodIssue

/** As Meta words it: what is outside of `interactive`, `template` and `contacts` is 100, what is inside 131008 or 131009. */
function explain(issue: Issue | undefined, at: string[]): GraphError {
  if (!issue) return refusal(100)
  if (issue.code === 'custom' && typeof issue.params?.code === 'number')
    return refusal(issue.params.code, String(issue.params.details))
  const path = [...at, ...issue.path.map(String)]
  const name = nameOf(path)
  const inner = ['interactive', 'template', 'contacts'].includes(path[0] ?? '')
  if (isMissing(issue))
    return inner
      ? refusal(131008, `Parameter ${name} is required.`)
      : new GraphError(100, `(#100) The parameter ${name} is required.`, { details: `${name} is missing` })
  const details = detailsOf(issue, name)
  return inner ? refusal(131009, details) : new GraphError(100, `(#100) ${details}`, { details })
}

function isMissing(issue: Issue): boolean {
  const { code, input } = issue
  if (code === 'invalid_type' || code === 'invalid_value') return input === undefined
  if (code !== 'invalid_union' || !('discriminator' in issue)) return false
  const isThere = typeof input === 'object' && input !== null && String(issue.discriminator) in input
  return !isThere
}

function detailsOf(issue: Issue, name: string): string {
  if (issue.code === 'unrecognized_keys') return `Unexpected key "${issue.keys[0]}" on param ${name}`
  if (issue.code === 'too_big') return `Param ${name} must be at most ${issue.maximum} ${unit(issue.origin)}.`
  if (issue.code === 'too_small')
    return `Param ${name} must be at least ${issue.minimum} ${unit(issue.origin)}.`
  if (issue.code === 'invalid_value') return `Param ${name} must be one of {${issue.values.join(', ')}}.`
  return `Param ${name} is not valid: ${issue.message}`
}

const unit = (origin: string) =>
  origin === 'string' ? 'characters long' : origin === 'array' ? 'items long' : 'large'

/** `text['body']`, as Meta writes a path. */
const nameOf = ([first = 'body', ...rest]: string[]): string =>
  first + rest.map((part) => `['${part}']`).join('')

/** Meta does not say how it counts an emoji; the larger of the two counts is on the safe side. */
export const text = (most: number, least = 1) =>
  z
    .string()
    .min(least)
    .superRefine((value, context) => {
      if (value.length > most)
        context.addIssue({ code: 'too_big', origin: 'string', maximum: most, inclusive: true, input: value })
    })

export const webUrl = z.string().refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), {
  error: 'it is not an http or https URL',
})
