import { usePerson } from '../../app/session.ts'

/** As the installation calls the first administrator, until they say their name. */
const nobody = 'Administrador'

export function useFirstName(): string | null {
  const { name } = usePerson()
  return name === nobody ? null : (name.split(' ')[0] ?? name)
}
