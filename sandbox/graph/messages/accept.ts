import type { BusinessNumber } from '../../api.ts'
import { announce, tellFailure } from '../../webhooks/statuses.ts'
import { type Person, threadOf } from '../../world/customers.ts'
import { newNumericId, newWamid } from '../../world/ids.ts'
import { digitsOf } from '../../world/phones.ts'
import { showMedia } from '../../world/show-media.ts'
import { isFree, type Kept, openEntryPoint, present, type Thread, windowOf } from '../../world/threads.ts'
import type { World } from '../../world/world.ts'
import { laterError } from '../errors.ts'
import { fetchLink } from './fetch-link.ts'
import { problemOf, type SentFile } from './files.ts'
import { reactAsBusiness } from './react.ts'
import type { Recipient } from './recipient.ts'
import type { Outgoing } from './shape.ts'
import type { fillTemplate } from './template.ts'

export type Accepted = {
  number: BusinessNumber
  recipient: Recipient
  outgoing: Outgoing
  payload: unknown
  file: SentFile | undefined
  template: ReturnType<typeof fillTemplate> | undefined
}

/** From here on it is sent: what is still wrong with it comes by status. */
export function accept(world: World, accepted: Accepted): Kept {
  const { number, recipient, outgoing, payload } = accepted
  const { person } = recipient
  const thread = person && threadOf(person, number.id)
  const now = world.clock.now()
  if (thread) openEntryPoint(thread, now)
  const kept = keep(accepted, now, thread)
  world.sends.set(
    kept,
    world.ledger.send({
      at: now,
      callbackData: outgoing.biz_opaque_callback_data ?? null,
      wamid: kept.id,
      number: number.id,
      to: recipient.waId ? `+${recipient.waId}` : recipient.input,
      customer: person?.id ?? null,
      payload,
      statuses: [],
    }),
  )
  const problem = problemWith(world, accepted, kept, thread)
  // A reaction is no bubble of its own; a message to nobody is in nobody's chat.
  world.messages.add(kept, kept.type === 'reaction' ? null : (thread ?? null))
  if (person) show(world, kept, person)
  world.touch()
  const fail = (code: number, details: string) => tellFailure(world, kept, laterError(code, details), person)
  if (problem) world.outbox.plan(0, () => fail(...problem))
  else if (accepted.file?.link) void followLink(world, kept, accepted, fail)
  else if (person) announce(world, kept, person)
  return kept
}

function keep(
  { number, recipient, outgoing, file, template }: Accepted,
  at: number,
  thread: Thread | undefined,
) {
  const { person, waId, byPhone } = recipient
  const { type, part, context, biz_opaque_callback_data: callbackData } = outgoing
  const kept: Kept = {
    id: newWamid(waId ?? digitsOf(recipient.input), 'out'),
    direction: 'out',
    type,
    at,
    content: part,
    ...(file?.media && { media: showMedia(file.media, file.filename) }),
    ...(template && { template: withoutCategory(template), category: template.category }),
    ...(context && { replyTo: context.message_id }),
    status: 'accepted',
    reactions: [],
    historyId: newNumericId(16),
    customer: person?.id ?? null,
    number: number.id,
    events: [],
    toPhone: byPhone,
    ...(callbackData !== undefined && { callbackData }),
    ...(file?.voice && { voice: true }),
    ...(thread && isFree(thread, at) && { free: true }),
  }
  return kept
}

const withoutCategory = ({ category, ...filled }: NonNullable<Accepted['template']>) => filled

type Problem = [code: number, details: string]

function problemWith(
  world: World,
  { outgoing, file }: Accepted,
  kept: Kept,
  thread: Thread | undefined,
): Problem | undefined {
  if (!thread) return [131026, 'Message Undeliverable.']
  const broken = file && problemOf(file)
  if (broken) return [131053, broken]
  if (outgoing.type !== 'template' && windowOf(thread) <= kept.at)
    return [
      131047,
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
    ]
  if (outgoing.type !== 'reaction') return undefined
  const refused = reactAsBusiness(world, thread, kept.at, outgoing.part)
  return refused ? [131009, refused] : undefined
}

/** The bubble appears, and whoever was typing has stopped. */
function show(world: World, kept: Kept, person: Person): void {
  const where = { customer: person.id, number: kept.number }
  if (world.typing.delete(`${person.id} ${kept.number}`))
    world.changes.tell({ event: 'typing', data: { ...where, until: kept.at } })
  if (kept.type !== 'reaction')
    world.changes.tell({ event: 'message', data: { ...where, message: present(kept) } })
}

async function followLink(
  world: World,
  kept: Kept,
  { file, recipient: { person } }: Accepted,
  fail: (...problem: Problem) => void,
): Promise<void> {
  if (!file?.link || !person) return
  const done = world.outbox.hold()
  const media = await fetchLink(world, { kind: file.kind, link: file.link, number: kept.number })
  const problem = media ? problemOf({ ...file, media }) : 'Media could not be downloaded from the link'
  if (problem || !media) fail(131053, problem ?? '')
  else {
    kept.media = showMedia(media, file.filename)
    show(world, kept, person)
    announce(world, kept, person)
  }
  done()
}
