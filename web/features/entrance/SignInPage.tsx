import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { PersonMe } from '#contract/team.ts'
import { returnPath } from '../../app/door.ts'
import { insideRoute } from '../../app/router.tsx'
import { meQuery } from '../../app/session.ts'
import { CodeStep } from './CodeStep.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { useEnter } from './useEnter.ts'

export type Step = { at: 'password'; over?: boolean } | { at: 'code'; challenge: string }

export default function SignInPage() {
  const [step, setStep] = useState<Step>({ at: 'password' })
  const next = returnPath(useSearch({ strict: false }).next)
  const enter = useEnter(next)
  const queryClient = useQueryClient()
  // Whoever is in already walks through. A stranger was turned away by the page they wanted: nobody asks twice.
  const asked = queryClient.getQueryState(meQuery.queryKey)?.status === 'error'
  const { data: known } = useQuery({ ...meQuery, enabled: !asked, retry: false })
  const [entering, setEntering] = useState(false)
  useEffect(() => void preloadRooms(), [])
  if (known && !entering) return <Onward to={next} />

  const onSignedIn = (person: PersonMe) => {
    setEntering(true)
    enter(person)
  }
  if (step.at === 'code')
    return <CodeStep challenge={step.challenge} onStep={setStep} onSignedIn={onSignedIn} />
  return <PasswordStep over={step.over ?? false} onStep={setStep} onSignedIn={onSignedIn} />
}

/** While somebody types their password, what is behind the door is fetched. */
const preloadRooms = () => insideRoute.options.component?.preload?.()

/** An address as a whole, with its search and hash. */
function Onward({ to }: { to: string }) {
  const router = useRouter()
  useEffect(() => router.history.replace(to), [router, to])
  return null
}
