import type { ListedCustomer, Thread } from '../api.ts'
import { type Person, presentCustomer, threadOf } from '../world/customers.ts'
import { type Thread as Chat, present, windowOf } from '../world/threads.ts'
import { numberOf, type World } from '../world/world.ts'
import { Problem } from './problem.ts'

export function requireCustomer({ customers }: World, id: string): Person {
  const person = customers.find(id)
  if (!person) throw new Problem(404, `There is no customer ${id}`)
  return person
}

/** The people of a storm would bury the others; they are asked for by themselves. */
export const listCustomers = ({ customers }: World, storm = false): ListedCustomer[] =>
  customers
    .all()
    .filter((person) => (person.storm ?? false) === storm)
    .map((person) => ({ ...presentCustomer(person), threads: [...person.threads].flatMap(summarise) }))

function summarise([number, thread]: [string, Chat]): ListedCustomer['threads'] {
  const last = thread.messages.at(-1)
  if (!last) return []
  const unread = thread.messages.filter(
    ({ direction, at, status }) =>
      direction === 'out' && at > thread.seenAt && !['read', 'played', 'failed'].includes(status),
  ).length
  return [{ number, last: present(last), unread }]
}

export function lookAtThread(world: World, person: Person, number: string): Thread {
  if (!numberOf(world, number)) throw new Problem(404, `There is no number ${number}`)
  const thread = threadOf(person, number)
  const now = world.clock.now()
  const typing = world.typing.get(`${person.id} ${number}`) ?? 0
  return {
    data: thread.messages.map(present),
    window: windowOf(thread) > now ? windowOf(thread) : null,
    typingUntil: typing > now ? typing : null,
  }
}
