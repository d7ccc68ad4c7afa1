import type { Parsed, Person } from '../../../channel.ts'
import { lacksBody, readBody } from '../body/body.ts'
import { baseOf, type Element, NotUnderstood, nothing } from '../shape/place.ts'
import { readAfterthought } from './afterthoughts.ts'
import { Header, quotedIn, receiverOf, referralIn, senderOf, surroundings } from './header.ts'
import { readSystem } from './system.ts'

export { receiverOf, senderOf }

/** The chat was opened and nothing said. */
const silent = 'request_welcome'

/** One of `messages`: what a customer wrote, did to something written before, or is told about them. */
export function readMessage(element: Element): Parsed {
  const header = Header.parse(element.raw)
  if (header.type === silent) return nothing
  const base = { ...baseOf(element, header.timestamp), providerId: header.id }
  if (header.type === 'system') return readSystem(element, base)
  const from = somebody(element.person)
  const afterthought = readAfterthought(header.type, element, { ...base, from, byBusiness: false })
  if (afterthought) return afterthought
  const { message, unparsed } = readContent(element, header, 'message')
  const item = { ...base, from, message, quoted: quotedIn(header), referral: referralIn(header) }
  return { items: [{ kind: 'message', ...item }], unparsed }
}

/** One of `message_echoes`: what somebody wrote to a customer on the business's own phone. */
export function readEcho(element: Element): Parsed {
  const header = Header.parse(element.raw)
  const base = { ...baseOf(element, header.timestamp), providerId: header.id }
  const to = somebody(element.person)
  const afterthought = readAfterthought(header.type, element, { ...base, from: to, byBusiness: true })
  if (afterthought) return afterthought
  const { message, unparsed } = readContent(element, header, 'echo')
  return { items: [{ kind: 'echo', ...base, to, message, quoted: quotedIn(header) }], unparsed }
}

/** Whether the `errors` of the whole value belong to this message: it has nothing of its own to show. */
export function isExplainedByErrors(raw: Record<string, unknown>): boolean {
  const { type, errors } = raw
  return typeof type === 'string' && type !== silent && errors === undefined && lacksBody(raw, type)
}

function readContent(element: Element, header: Header, kind: 'message' | 'echo') {
  const { raw, errors, slice } = element
  const { content, unknown } = readBody(raw, header.type, errors)
  const message = { ...content, content: { ...content.content, ...surroundings(header) } }
  const parked = { kind, reason: 'unknown_type' as const, detail: unknown ?? '', item: slice }
  return { message, unparsed: unknown === null ? [] : [parked] }
}

function somebody(person: Person | null): Person {
  if (!person) throw new NotUnderstood('nobody is named')
  return person
}
