import type { ThreadMessage } from '../api.ts'
import { visiblePhone } from '../webhooks/people.ts'
import { type Person, threadOf } from '../world/customers.ts'
import { newNumericId, newWamid } from '../world/ids.ts'
import { digitsOf } from '../world/phones.ts'
import { type Kept, present } from '../world/threads.ts'
import { numberOf, type World } from '../world/world.ts'
import { Problem } from './problem.ts'

/** Somebody of the business answered on its phone: the app is told what was said without it. */
export function echo(world: World, id: string, person: Person, text: string): ThreadMessage {
  const number = numberOf(world, id)
  if (!number) throw new Problem(404, `There is no number ${id}`)
  const at = world.clock.now()
  const content = { body: text }
  const kept: Kept = {
    id: newWamid(person.waId ?? person.userId.slice(3), 'out'),
    direction: 'out',
    type: 'text',
    at,
    content,
    status: person.online ? 'delivered' : 'sent',
    reactions: [],
    echo: true,
    historyId: newNumericId(16),
    customer: person.id,
    number: id,
    events: [],
  }
  world.messages.add(kept, threadOf(person, id))
  const to = visiblePhone(person)
  world.outbox.add({
    lane: person.id,
    item: kept.id,
    field: 'smb_message_echoes',
    value: {
      number,
      kind: 'message_echoes',
      content: {
        from: digitsOf(number.phone),
        ...(to && { to }),
        to_user_id: person.userId,
        id: kept.id,
        timestamp: String(Math.floor(at / 1000)),
        type: 'text',
        text: content,
      },
    },
  })
  world.changes.tell({ event: 'message', data: { customer: person.id, number: id, message: present(kept) } })
  world.touch()
  return present(kept)
}
