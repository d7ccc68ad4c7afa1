import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PersonMe, SecondFactorAnswer, SignedIn } from '#contract/team.ts'
import { ApiProblem, api } from '../../app/api.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Input } from '../../ui/controls/Input.tsx'
import { CodeForm } from '../account/CodeForm.tsx'
import { RefusalNote } from '../account/RefusalNote.tsx'
import { useRefusal } from '../account/refusal.ts'
import { EntrancePage } from './EntrancePage.tsx'
import type { Step } from './SignInPage.tsx'
import { useWords } from './words.ts'

type Given = Omit<SecondFactorAnswer, 'challenge'>
type Props = { challenge: string; onStep: (step: Step) => void; onSignedIn: (person: PersonMe) => void }

export function CodeStep({ challenge, onStep, onSignedIn }: Props) {
  const say = useWords()
  const [way, setWay] = useState<'code' | 'recovery'>('code')
  const answer = useMutation({
    mutationFn: (given: Given) => api.post<SignedIn>('/auth/second-factor', { challenge, ...given }),
    onSuccess: ({ person }) => onSignedIn(person),
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'challenge_over')
        onStep({ at: 'password', over: true })
    },
  })
  const refusal = useRefusal(answer.error)
  const change = () => {
    answer.reset()
    setWay(way === 'code' ? 'recovery' : 'code')
  }
  const onAnswer = (given: Given) => !answer.isPending && answer.mutate(given)
  const ask = {
    error: refusal?.wrong ? refusal.text : null,
    pending: answer.isPending,
    onTyping: () => answer.error && answer.reset(),
  }
  return (
    <EntrancePage title={say(`${way}.title`)} description={say(`${way}.why`)}>
      <RefusalNote refusal={refusal} />
      {way === 'code' ? (
        <CodeForm {...ask} wide submitLabel={say('code.submit')} onCode={(code) => onAnswer({ code })} />
      ) : (
        <Recovery {...ask} onAnswer={onAnswer} />
      )}
      <div className="flex flex-wrap justify-between gap-2 border-t border-line pt-3">
        <Button variant="ghost" onClick={() => onStep({ at: 'password' })} className="-ml-3">
          {say('back')}
        </Button>
        <Button variant="ghost" onClick={change} className="-mr-3">
          {say(way === 'code' ? 'code.useRecovery' : 'recovery.useCode')}
        </Button>
      </div>
      {way === 'recovery' && <p className="text-sm text-pretty text-quiet">{say('recovery.lost')}</p>}
    </EntrancePage>
  )
}

type AskProps = {
  error: string | null
  pending: boolean
  onAnswer: (given: Given) => void
  onTyping: () => void
}

function Recovery({ error, pending, onAnswer, onTyping }: AskProps) {
  const say = useWords()
  const [recoveryCode, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (recoveryCode.trim()) onAnswer({ recoveryCode: recoveryCode.trim() })
  }
  const missing = tried && !recoveryCode.trim()
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={say('recovery.label')} error={error ?? (missing ? say('recovery.missing') : null)}>
        <Input
          size="lg"
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono"
          value={recoveryCode}
          onChange={(event) => {
            setCode(event.target.value)
            onTyping()
          }}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={pending}>
        {say('code.submit')}
      </Button>
    </form>
  )
}
