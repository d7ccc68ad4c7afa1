import { z } from 'zod'
import type { Parsed } from '../../channel.ts'
import { errorsItem, readField, readUserAction } from './item/field.ts'
import { isExplainedByErrors, readEcho, readMessage, receiverOf, senderOf } from './item/message.ts'
import { readStatus, recipientOf } from './item/status.ts'
import { isObject } from './shape/lenient.ts'
import { type Contacts, findPerson, type Keys, readContacts } from './shape/people.ts'
import { type Element, joined, NotUnderstood, nothing, type Place, sliceOf } from './shape/place.ts'

/** A list in a `value`, and who is meant by its elements. */
type Part = {
  key: string
  kind: string
  keysOf: (raw: Record<string, unknown>) => Keys
  /** Whether the `errors` beside the list may be about one of its elements. */
  takesErrors?: true
  read: (element: Element) => Parsed
}

const nobody = (): Keys => ({ waId: null, userId: null, parentUserId: null })

const messages: Part[] = [
  { key: 'messages', kind: 'message', keysOf: senderOf, takesErrors: true, read: readMessage },
  { key: 'statuses', kind: 'status', keysOf: recipientOf, read: readStatus },
  { key: 'user_actions', kind: 'user_action', keysOf: nobody, read: readUserAction },
]
const echoes: Part[] = [
  { key: 'message_echoes', kind: 'echo', keysOf: receiverOf, takesErrors: true, read: readEcho },
]

export function readChange(place: Place): Parsed {
  if (place.field === 'messages') return readParts(place, messages)
  if (place.field === 'smb_message_echoes') return readParts(place, echoes)
  const slice = { ...place.entry, changes: [{ field: place.field, value: place.value }] }
  return guarded('field', slice, () => readField(place, slice))
}

function readParts(place: Place, parts: Part[]): Parsed {
  const contacts = readContacts(place.value.contacts)
  const known = parts.filter(({ key }) => isThere(place.value[key]))
  const read = known.map((part) => readPart(place, part, contacts))
  const errors = readValueErrors(place, known)
  return known.length === 0 && !isThere(place.value.errors) ? surprise(place) : joined([...read, errors])
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null

function readPart(place: Place, part: Part, contacts: Contacts): Parsed {
  const elements = place.value[part.key]
  if (Array.isArray(elements))
    return joined(elements.map((raw: unknown) => readElement(place, part, contacts, raw)))
  return guarded(part.kind, sliceOf(place, { [part.key]: elements }), () => {
    throw new NotUnderstood(`${part.key} is not a list`)
  })
}

function readElement(place: Place, part: Part, contacts: Contacts, raw: unknown): Parsed {
  const found = isObject(raw) ? findPerson(part.keysOf(raw), contacts) : { person: null, contacts: [] }
  const errors =
    part.takesErrors && isObject(raw) && isExplainedByErrors(raw) ? place.value.errors : undefined
  const slice = sliceOf(place, {
    ...(found.contacts.length > 0 && { contacts: found.contacts }),
    [part.key]: [raw],
    ...(isThere(errors) && { errors }),
  })
  return guarded(part.kind, slice, () => {
    if (!isObject(raw)) throw new NotUnderstood('not an object')
    return part.read({ place, raw, person: found.person, errors, slice })
  })
}

/** Errors that explain a message went with it; others are about the account. */
function readValueErrors(place: Place, parts: Part[]): Parsed {
  const { errors } = place.value
  const taken = parts.some(({ key, takesErrors }) => takesErrors && hasExplained(place.value[key]))
  if (!isThere(errors) || taken) return nothing
  const slice = sliceOf(place, { errors })
  return guarded('errors', slice, () => ({ items: [errorsItem(place, slice)], unparsed: [] }))
}

const hasExplained = (elements: unknown): boolean =>
  Array.isArray(elements) && elements.some((raw) => isObject(raw) && isExplainedByErrors(raw))

/** A value without any list that we know: something new. */
function surprise(place: Place): Parsed {
  const slice = { ...place.entry, changes: [{ field: place.field, value: place.value }] }
  const detail = `${place.field}: ${Object.keys(place.value).slice(0, 20).join(', ')}`.slice(0, 500)
  return { items: [], unparsed: [{ kind: 'change', reason: 'unknown_field', detail, item: slice }] }
}

/** One item that cannot be read is parked; its neighbours do not notice. */
export function guarded(kind: string, item: unknown, read: () => Parsed): Parsed {
  try {
    return read()
  } catch (error) {
    return { items: [], unparsed: [{ kind, reason: 'not_understood', detail: whyNot(error), item }] }
  }
}

/** Paths and kinds of mistakes; never a value, which may be personal. */
function whyNot(error: unknown): string {
  if (error instanceof NotUnderstood) return error.message
  if (error instanceof z.ZodError)
    return error.issues
      .map(({ path, code }) => `${path.join('.')}: ${code}`)
      .join(', ')
      .slice(0, 500)
  return error instanceof Error ? error.name : 'unknown'
}
