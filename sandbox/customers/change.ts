import type { Customer, CustomerChange, NewCustomer } from '../api.ts'
import { deliverWaiting } from '../webhooks/statuses.ts'
import { newPerson, type Person, presentCustomer } from '../world/customers.ts'
import { newWamid } from '../world/ids.ts'
import { newPhone } from '../world/people.ts'
import { digitsOf } from '../world/phones.ts'
import { numberOf, type World } from '../world/world.ts'
import { Problem } from './problem.ts'

const most = 100_000

/** With a phone of some Brazilian city, unless it is one or a username that was asked for. */
export function createCustomer(world: World, wanted: NewCustomer, about: { storm?: true } = {}): Person {
  const phone = wanted.phone ?? (wanted.username === undefined ? newPhone() : undefined)
  if (phone !== undefined) assertFree(world, phone)
  if (world.customers.all().length >= most) throw new Problem(409, `There are ${most} customers already`)
  const person = newPerson({ ...wanted, phone })
  world.customers.add(Object.assign(person, about))
  if (!about.storm) world.changes.tell({ event: 'customer', data: presentCustomer(person) })
  world.touch()
  return person
}

function assertFree({ customers, account }: World, phone: string): void {
  const digits = digitsOf(phone)
  const isOwn = account.numbers.some((number) => digitsOf(number.phone) === digits)
  if (isOwn || customers.byPhone(digits)) throw new Problem(409, 'This phone belongs to somebody already')
}

export function changeCustomer(world: World, person: Person, wanted: CustomerChange): Customer {
  const { newPhone: phone, ...change } = wanted
  if (phone !== undefined) changePhone(world, person, phone)
  const wasOnline = person.online && !person.blocked
  for (const [key, value] of Object.entries(change))
    if (value !== undefined) Object.assign(person, { [key]: value })
  if (person.online && !person.blocked && !wasOnline && change.online) deliverWaiting(world, person)
  world.changes.tell({ event: 'customer', data: presentCustomer(person) })
  world.touch()
  return presentCustomer(person)
}

/** Everybody this person has a chat with is told by WhatsApp, from the old phone. */
function changePhone(world: World, person: Person, phone: string): void {
  assertFree(world, phone)
  const { waId: oldWaId, userId: oldUserId, hidePhone, name } = person
  world.customers.move(person, phone)
  for (const id of person.threads.keys()) {
    const number = numberOf(world, id)
    if (!number) continue
    const wamid = newWamid(oldWaId ?? oldUserId.slice(3), 'in')
    const isSeen = !hidePhone
    world.outbox.add({
      lane: person.id,
      item: wamid,
      field: 'messages',
      value: {
        number,
        kind: 'messages',
        content: {
          ...(isSeen && oldWaId && { from: oldWaId }),
          from_user_id: oldUserId,
          id: wamid,
          timestamp: String(Math.floor(world.clock.now() / 1000)),
          type: 'system',
          system: {
            body: `${name} changed ${isSeen ? `from ${oldWaId} to ${person.waId}` : 'their phone number'}`,
            ...(isSeen && { wa_id: person.waId }),
            user_id: person.userId,
            previous_user_id: oldUserId,
            type: 'user_changed_number',
          },
        },
      },
    })
  }
}
