import { isNameless, usePerson } from '../../app/session.ts'

export function useFirstName(): string | null {
  const person = usePerson()
  return isNameless(person) ? null : (person.name.split(' ')[0] ?? person.name)
}
