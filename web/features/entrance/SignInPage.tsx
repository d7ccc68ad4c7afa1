import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonMe } from '#contract/team.ts'
import { meQuery, returnPath } from '../../app/session.ts'
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
  if (known && !entering) return <Navigate href={next} replace />

  const onSignedIn = (person: PersonMe) => {
    setEntering(true)
    enter(person)
  }
  if (step.at === 'code')
    return <CodeStep challenge={step.challenge} onStep={setStep} onSignedIn={onSignedIn} />
  return <PasswordStep over={step.over ?? false} onStep={setStep} onSignedIn={onSignedIn} />
}
