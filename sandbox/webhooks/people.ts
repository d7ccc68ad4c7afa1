import type { Person } from '../world/customers.ts'
import type { Contact } from './envelope.ts'

type Naming = { withUsername: boolean }

/** Whom the business sees: without the phone when the person hides it or has none. */
export function contactOf(person: Person, { withUsername }: Naming = { withUsername: true }): Contact {
  const { name, username, userId } = person
  const waId = visiblePhone(person)
  return {
    profile: { name, ...(withUsername && username && { username }) },
    ...(waId && { wa_id: waId }),
    user_id: userId,
  }
}

/** Absent, not empty, where there is none to see. */
export const visiblePhone = ({ hidePhone, waId }: Person): string | null => (hidePhone ? null : waId)
