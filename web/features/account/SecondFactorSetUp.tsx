import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { SecondFactorSetup } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { useAmendMe } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { ConnectApp } from './ConnectApp.tsx'
import { PasswordProof } from './PasswordProof.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useWords } from './words.ts'

type Props = { finishLabel: string; onFinish: () => void }
type Stage =
  | { at: 'proof' }
  | { at: 'app'; setup: SecondFactorSetup }
  | { at: 'codes'; recoveryCodes: string[] }

/** From the password to the recovery codes, on a page of its own: nothing here may vanish with a click beside it. */
export function SecondFactorSetUp({ finishLabel, onFinish }: Props) {
  const say = useWords()
  const amendMe = useAmendMe()
  const [stage, setStage] = useState<Stage>({ at: 'proof' })
  const start = useMutation({
    mutationFn: (password: string) => api.post<SecondFactorSetup>('/me/second-factor', { password }),
    onSuccess: (setup) => setStage({ at: 'app', setup }),
  })

  const onConfirmed = (recoveryCodes: string[]) => {
    void amendMe({
      secondFactor: true,
      mustEnrolSecondFactor: false,
      recoveryCodesLeft: recoveryCodes.length,
    })
    setStage({ at: 'codes', recoveryCodes })
  }

  if (stage.at === 'proof') {
    return (
      <Step number={1} title={say('factor.proofTitle')} why={say('factor.proofWhy')}>
        <PasswordProof
          submitLabel={say('factor.next')}
          error={start.error}
          pending={start.isPending}
          onProof={start.mutate}
          onTyping={start.reset}
        />
      </Step>
    )
  }
  if (stage.at === 'app') {
    return (
      <Step number={2} title={say('factor.scanTitle')} why={say('factor.scanWhy')}>
        <ConnectApp
          setup={stage.setup}
          onConfirmed={onConfirmed}
          onInterrupted={() => setStage({ at: 'proof' })}
        />
      </Step>
    )
  }
  return (
    <Step number={3} title={say('factor.codesTitle')} why={say('factor.codesWhy')} focus>
      <RecoveryCodes codes={stage.recoveryCodes} />
      <Button variant="primary" size="lg" onClick={onFinish} className="self-start">
        {finishLabel}
      </Button>
    </Step>
  )
}

type StepProps = { number: number; title: string; why: string; focus?: boolean; children: ReactNode }

function Step({ number, title, why, focus = false, children }: StepProps) {
  const say = useWords()
  const head = useRef<HTMLHeadingElement>(null)
  // Where there is nothing to type, the title is where to go on reading.
  useEffect(() => {
    if (focus) head.current?.focus()
  }, [focus])
  return (
    <div className="flex flex-col gap-5">
      <div>
        <p className="text-xs font-medium text-quiet">{say('factor.step', { step: number })}</p>
        <h2 ref={head} tabIndex={-1} className="mt-0.5 text-lg font-semibold outline-0">
          {title}
        </h2>
        <p className="mt-1 text-sm text-pretty text-quiet">{why}</p>
      </div>
      {children}
    </div>
  )
}
