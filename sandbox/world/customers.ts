import type { Customer, NewCustomer } from '../api.ts'
import { newCustomerId, newUserId } from './ids.ts'
import { newName } from './people.ts'
import { digitsOf, phoneKey, usualWaId } from './phones.ts'
import { newThread, type Thread } from './threads.ts'

/** A customer and the chats with each number of the business. */
export type Person = Customer & { threads: Map<string, Thread>; storm?: true }

export type Customers = {
  all: () => Person[]
  find: (id: string) => Person | undefined
  byPhone: (digits: string) => Person | undefined
  byUserId: (userId: string) => Person | undefined
  add: (person: Person) => Person
  remove: (person: Person) => void
  /** A new phone is a new person to Meta: the user id changes with it. */
  move: (person: Person, phone: string) => void
}

export function createCustomers(): Customers {
  const byId = new Map<string, Person>()
  const phones = new Map<string, Person>()
  const userIds = new Map<string, Person>()

  function add(person: Person): Person {
    byId.set(person.id, person)
    if (person.waId) phones.set(phoneKey(person.waId), person)
    userIds.set(person.userId, person)
    return person
  }
  function remove(person: Person): void {
    byId.delete(person.id)
    if (person.waId) phones.delete(phoneKey(person.waId))
    userIds.delete(person.userId)
  }
  function move(person: Person, phone: string): void {
    // Kept at its place: who changes the phone stays where one sees them in the list.
    if (person.waId) phones.delete(phoneKey(person.waId))
    userIds.delete(person.userId)
    Object.assign(person, { ...phonesOf(phone), userId: newUserId() })
    add(person)
  }
  return {
    all: () => [...byId.values()],
    find: (id) => byId.get(id),
    byPhone: (digits) => phones.get(phoneKey(digits)),
    byUserId: (userId) => userIds.get(userId),
    add,
    remove,
    move,
  }
}

export const newPerson = ({ name, phone, username, hidePhone }: NewCustomer): Person => ({
  id: newCustomerId(),
  name: name ?? newName(),
  ...(phone ? phonesOf(phone) : { phone: null, waId: null }),
  userId: newUserId(),
  username: username ?? null,
  hidePhone: hidePhone ?? !phone,
  blocked: false,
  online: true,
  readReceipts: true,
  threads: new Map(),
})

function phonesOf(phone: string): { phone: string; waId: string } {
  const digits = phoneKey(digitsOf(phone))
  return { phone: `+${digits}`, waId: usualWaId(digits) }
}

export function threadOf(person: Person, number: string): Thread {
  const found = person.threads.get(number)
  if (found) return found
  const thread = newThread()
  person.threads.set(number, thread)
  return thread
}

export function presentCustomer({ threads, storm, ...customer }: Person): Customer {
  return customer
}
