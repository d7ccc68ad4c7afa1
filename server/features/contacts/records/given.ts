import { isDeepStrictEqual } from 'node:util'
import type { ContactChange } from '#contract/contacts.ts'
import type { Ctx } from '#platform/context.ts'
import { type FieldError, invalid } from '#platform/errors.ts'
import { maskDocument, readDocument } from '../document.ts'
import { readPhone } from '../phone.ts'
import type { ContactRow } from './store.ts'
import type { Values } from './values.ts'

/** What somebody wrote about a contact, understood: the phone as E.164, the document without punctuation. */
export function understood({ phone, document, ...rest }: ContactChange, before?: string | null): Values {
  const errors: FieldError[] = []
  const values: Values = { ...rest }
  if (phone !== undefined) values.phone = phone && (readPhone(phone)?.e164 ?? refused(errors, '/phone'))
  // Who sends back what they were shown changes nothing.
  if (document !== undefined && !(before && document === maskDocument(before)))
    values.document = document && (readDocument(document) ?? refused(errors, '/document'))
  if (errors.length > 0) throw invalid(errors)
  return values
}

const reasons = {
  '/phone': {
    code: 'not_a_phone',
    message: 'Write the number with its area code, or with + and the country.',
  },
  '/document': { code: 'not_a_document', message: 'This is neither a CPF nor a CNPJ.' },
} as const

function refused(errors: FieldError[], pointer: keyof typeof reasons): null {
  errors.push({ pointer, ...reasons[pointer] })
  return null
}

export const documentOf = (
  { secrets }: Pick<Ctx, 'secrets'>,
  { document_encrypted: sealed }: Pick<ContactRow, 'document_encrypted'>,
): string | null => (sealed === null ? null : secrets.open('contacts.document_encrypted', sealed))

/** Names of what is really different. */
export function changedFields(before: Required<Values>, change: Values): (keyof Values)[] {
  // Object.keys promises strings only, although nothing else was put there.
  const names = Object.keys(change) as (keyof Values)[]
  return names.filter((name) => change[name] !== undefined && !isDeepStrictEqual(change[name], before[name]))
}
