import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { PersonMe } from '#contract/team.ts'
import { admit } from '../../app/session.ts'
import { useEntrance } from './entrance.ts'

/** In, and on to where they wanted to go. Whoever comes for the first time has said nothing yet: `language` is what they read. */
export function useEnter(next: string) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { chosenLanguage } = useEntrance()
  return (person: PersonMe, language = chosenLanguage) => {
    void admit(queryClient, person, language)
    router.history.replace(next)
  }
}
