import { ApiProblem } from '../../app/api.ts'
import { explain } from '../../app/http/explain.ts'
import { say as shell } from '../../app/words.ts'
import { notify } from '../../ui/overlays/notify.ts'
import { titleOf } from './troubles/troubles.ts'
import { pt as troubles } from './troubles/words.ts'
import { pt, say } from './words.ts'

/** Why it could not be done, in the words of this screen. */
export const whyNot = (error: unknown): string =>
  error instanceof ApiProblem && isRefusal(error.code) ? say(`refused.${error.code}`) : explain(error)

const isRefusal = (code: string): code is keyof typeof pt.refused => Object.hasOwn(pt.refused, code)

export const tellRefusal = (error: unknown) =>
  notify({ title: whyNot(error), tone: 'bad', closeLabel: shell('close'), id: 'problem' })

export type FieldName = keyof typeof pt.wrong

/** What the server, or Meta, does not accept about a field. */
export function wrongAbout(error: unknown, field: FieldName): string | null {
  const code = error instanceof ApiProblem ? error.field(`/${field}`) : undefined
  if (code === undefined) return null
  const words: Record<string, string> = pt.wrong[field]
  // Typed as the keys of all fields together, and it is one of this field.
  if (Object.hasOwn(words, code)) return say(`wrong.${field}.${code}` as 'wrong.accessToken.token_invalid')
  return code in troubles.trouble ? titleOf(code) : say(`wrong.${field}.other`)
}

/** Null when a field says it. */
export const wrongAsAWhole = (error: unknown, fields: readonly FieldName[]): string | null =>
  !error || fields.some((field) => wrongAbout(error, field) !== null) ? null : whyNot(error)
