import type { BusinessNumber } from '../../api.ts'
import { threadOf } from '../../world/customers.ts'
import { present } from '../../world/threads.ts'
import type { World } from '../../world/world.ts'
import { refusal } from '../errors.ts'
import { parse } from '../parse.ts'
import { MarkAsRead } from './shape.ts'

const month = 30 * 24 * 3_600_000
const typingLasts = 25_000

/** The customer's ticks turn blue up to this message, and if wanted the business types. */
export function markAsRead(world: World, number: BusinessNumber, body: unknown): { success: true } {
  const { message_id: id, typing_indicator: typing } = parse(MarkAsRead, body)
  const message = world.messages.find(id)
  const now = world.clock.now()
  const person = world.customers.find(message?.customer ?? '')
  const isMarkable = message?.direction === 'in' && message.number === number.id && now - message.at < month
  if (!message || !person || !isMarkable)
    throw refusal(131009, `message_id ${id} is not an incoming message of the last 30 days`)
  for (const kept of threadOf(person, number.id).messages) {
    if (kept.direction === 'in' && kept.status !== 'read' && kept.at <= message.at) {
      kept.status = 'read'
      world.changes.tell({
        event: 'message',
        data: { customer: person.id, number: number.id, message: present(kept) },
      })
    }
  }
  if (typing) {
    world.typing.set(`${person.id} ${number.id}`, now + typingLasts)
    world.changes.tell({
      event: 'typing',
      data: { customer: person.id, number: number.id, until: now + typingLasts },
    })
  }
  world.touch()
  return { success: true }
}
