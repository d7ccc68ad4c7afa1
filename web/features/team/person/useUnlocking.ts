import type { Operator } from '#contract/team.ts'
import { tell } from '../../../app/http/notices.ts'
import { useUnlock } from '../people.ts'
import { tellWhyNot } from '../refusals.ts'
import { useWords } from '../words.ts'

/** Lets somebody try their password again. Nothing is lost by it, so nothing is asked. */
export function useUnlocking(): (person: Operator) => void {
  const say = useWords()
  const unlock = useUnlock()
  return (person) =>
    unlock.mutate(person, {
      onSuccess: () => tell(say('unlocked', { name: person.name })),
      onError: tellWhyNot,
    })
}
