import { z } from 'zod'
import type { InboundItem, Parsed, Person, Unparsed } from '../../../channel.ts'
import { Id, Moment, maybe, Text } from '../shape/lenient.ts'
import type { Keys } from '../shape/people.ts'
import { type Element, NotUnderstood } from '../shape/place.ts'
import { senderOf } from './header.ts'

type Base = { number: string; at: Date; raw: unknown; providerId: string }

const System = z.object({
  type: Text(100),
  body: maybe(Text()),
  wa_id: maybe(Id()),
  user_id: maybe(Id()),
  parent_user_id: maybe(Id()),
  previous_user_id: maybe(Id()),
  previous_parent_user_id: maybe(Id()),
})
type System = z.output<typeof System>

const changes = ['user_changed_number', 'user_changed_user_id']

/** What WhatsApp itself says about a customer. */
export function readSystem(element: Element, base: Base): Parsed {
  const system = System.parse(element.raw.system)
  if (changes.includes(system.type))
    return { items: [identityChange(system, senderOf(element.raw), base)], unparsed: [] }
  const item = notice(system, element, base)
  const known = system.type === 'customer_identity_changed'
  return { items: [item], unparsed: known ? [] : [unknown(system.type, element)] }
}

/** The message comes from who they were; `system` says who they are. Phones may be missing on either side. */
function identityChange(system: System, sender: Keys, base: Base): InboundItem {
  const userId = change(system.user_id, system.previous_user_id, sender.userId)
  const parent = change(system.parent_user_id, system.previous_parent_user_id, sender.parentUserId)
  const before = { waId: sender.waId, userId: userId.before, parentUserId: parent.before }
  const keys = { waId: system.wa_id, userId: userId.now, parentUserId: parent.now }
  const named = (keys: Keys) => Object.values(keys).some((key) => key !== null)
  if (!named(keys) || !named(before)) throw new NotUnderstood('who changed, or into whom, is not said')
  return { kind: 'identity_change', ...base, from: { ...keys, username: null, profileName: null }, before }
}

/** Whether `from_…` is the old or the new one is not documented: it is whichever the others are not. */
function change(now: string | null, before: string | null, sender: string | null) {
  const left = sender === now || sender === before ? null : sender
  if (before === null) return { now, before: left }
  return { now: now ?? left, before }
}

const Identity = maybe(
  z.object({
    acknowledged: maybe(z.boolean()),
    created_timestamp: maybe(Moment),
    hash: maybe(Text(200)),
  }),
)

function notice(system: System, { raw, person }: Element, base: Base): InboundItem {
  const identity = Identity.parse(raw.identity)
  const content = {
    system: { type: system.type },
    ...(identity && {
      identity: {
        acknowledged: identity.acknowledged,
        createdAt: identity.created_timestamp?.toISOString() ?? null,
        hash: identity.hash,
      },
    }),
  }
  const message = { type: 'system' as const, text: system.body, content, media: null }
  const quoted = { providerId: null, forwarded: 'no' as const }
  return { kind: 'message', ...base, from: person ?? subject(system), message, quoted, referral: null }
}

/** Some of these have no sender, but say in their body whom they are about. */
function subject({ wa_id, user_id, parent_user_id }: System): Person {
  if (!wa_id && !user_id && !parent_user_id) throw new NotUnderstood('nobody is named')
  return { waId: wa_id, userId: user_id, parentUserId: parent_user_id, username: null, profileName: null }
}

const unknown = (type: string, { slice }: Element): Unparsed => ({
  kind: 'message',
  reason: 'unknown_type',
  detail: `system/${type}`,
  item: slice,
})
