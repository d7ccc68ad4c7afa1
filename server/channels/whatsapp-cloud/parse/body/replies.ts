import { z } from 'zod'
import type { Content } from '../../../channel.ts'
import { readJsonText } from '../json/read.ts'
import { tame } from '../json/tame.ts'
import { Id, isObject, Moment, maybe, Text } from '../shape/lenient.ts'

const Button = z.object({ payload: maybe(Text(1000)), text: maybe(Text()) })

/** A tap on a quick reply of a template. */
export function readButton(part: unknown): Content {
  const { payload, text } = Button.parse(part)
  return {
    type: 'button',
    text,
    content: { reply: { kind: 'button', id: payload, title: text } },
    media: null,
  }
}

const Interactive = z.looseObject({ type: z.string() })

/** Null for a kind of reply that we do not know. */
export function readInteractive(part: unknown): Content | null {
  const interactive = Interactive.parse(part)
  const read = replies.get(interactive.type)
  if (!read) return null
  const { text, reply } = read(interactive[interactive.type])
  return { type: 'interactive', text, content: { reply }, media: null }
}

/** Which kind of `interactive` it is, to be named where it is unknown. */
export const kindOfInteractive = (part: unknown): string => `interactive/${Interactive.parse(part).type}`

type Reply = { text: string | null; reply: Record<string, unknown> }

const Choice = z.object({ id: maybe(Id(1000)), title: maybe(Text()), description: maybe(Text(1000)) })

const readChoice =
  (kind: 'button' | 'list') =>
  (part: unknown): Reply => {
    const { id, title, description } = Choice.parse(part)
    return { text: title, reply: { kind, id, title, ...(description && { description }) } }
  }

const Form = z.object({ name: maybe(Text(100)), body: maybe(Text()), response_json: maybe(z.string()) })

/** A flow that was filled in; an address form comes the same way. */
function readForm(part: unknown): Reply {
  const { name, body, response_json } = Form.parse(part)
  return { text: body, reply: { kind: 'flow', name, ...answersOf(response_json) } }
}

const longestForm = 65_536
const Cut = Text(longestForm)

/** What cannot be read as fields is kept as it stands. */
function answersOf(json: string | null): { fields: Record<string, unknown> | null; json?: string } {
  if (json === null) return { fields: null }
  const fields = json.length > longestForm ? undefined : tryToRead(json)
  return isObject(fields) ? { fields } : { fields: null, json: Cut.parse(json) }
}

function tryToRead(json: string): unknown {
  try {
    return tame(readJsonText(json))
  } catch {
    return undefined
  }
}

const CallPermission = z.object({
  response: maybe(Text(50)),
  expiration_timestamp: maybe(Moment),
  response_source: maybe(Text(50)),
})

function readCallPermission(part: unknown): Reply {
  const { response, expiration_timestamp, response_source } = CallPermission.parse(part)
  const expiresAt = expiration_timestamp?.toISOString() ?? null
  return { text: null, reply: { kind: 'call_permission', response, expiresAt, source: response_source } }
}

const replies = new Map<string, (part: unknown) => Reply>([
  ['button_reply', readChoice('button')],
  ['list_reply', readChoice('list')],
  ['nfm_reply', readForm],
  ['call_permission_reply', readCallPermission],
])
