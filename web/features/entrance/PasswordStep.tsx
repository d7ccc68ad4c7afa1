import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { PersonMe, SignInReply } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Input } from '../../ui/controls/Input.tsx'
import { PasswordInput } from '../../ui/controls/PasswordInput.tsx'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { RefusalNote } from '../account/RefusalNote.tsx'
import { useRefusal } from '../account/refusal.ts'
import { EntrancePage, linkStyles } from './EntrancePage.tsx'
import { emailProblem } from './email.ts'
import { useEntrance } from './entrance.ts'
import type { Step } from './SignInPage.tsx'
import { useWords } from './words.ts'

type Props = {
  /** They were on the second step, and it took too long. */
  over: boolean
  onStep: (step: Step) => void
  onSignedIn: (person: PersonMe) => void
}

export function PasswordStep({ over, onStep, onSignedIn }: Props) {
  const say = useWords()
  const { email, setEmail } = useEntrance()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const capsLock = useCapsLock()
  const emailInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const signIn = useMutation({
    mutationFn: () => api.post<SignInReply>('/auth/sign-in', { email: email.trim(), password }),
    onSuccess: (reply) =>
      reply.status === 'signed_in'
        ? onSignedIn(reply.person)
        : onStep({ at: 'code', challenge: reply.challenge }),
    onError: () => passwordInput.current?.select(),
  })
  const refusal = useRefusal(signIn.error)
  const wrongEmail = emailProblem(email)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrongEmail) return emailInput.current?.focus()
    if (!password) return passwordInput.current?.focus()
    if (!signIn.isPending) signIn.mutate()
  }
  return (
    <EntrancePage title={say('signIn.title')} description={say('signIn.why')}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {!signIn.error && <Arrival over={over} />}
        <RefusalNote
          refusal={refusal}
          whileLocked={
            <>
              {say('refused.lockedHelp')}{' '}
              <Link to="/forgot-password" className={linkStyles}>
                {say('signIn.forgot')}
              </Link>
            </>
          }
        />
        <Field label={say('email')} error={tried && wrongEmail ? say(wrongEmail) : null}>
          <Input
            ref={emailInput}
            type="email"
            size="lg"
            name="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={!email}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <Field
          label={say('password')}
          hint={capsLock.on && say('capsLock')}
          error={refusal?.wrong ? refusal.text : tried && !password ? say('passwordMissing') : null}
        >
          <PasswordInput
            ref={passwordInput}
            size="lg"
            name="password"
            showLabel={say('showPassword')}
            hideLabel={say('hidePassword')}
            autoFocus={Boolean(email)}
            value={password}
            onChange={(event) => {
              setPassword(event.target.value)
              if (refusal?.wrong) signIn.reset()
            }}
            {...capsLock.listeners}
          />
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={signIn.isPending} className="mt-1">
          {say('signIn.submit')}
        </Button>
        <Link to="/forgot-password" className={`${linkStyles} self-center text-sm`}>
          {say('signIn.forgot')}
        </Link>
      </form>
      <p className="border-t border-line pt-4 text-sm text-pretty text-quiet">{say('signIn.noAccount')}</p>
    </EntrancePage>
  )
}

/** Why they are here, when it was not their own idea. */
function Arrival({ over }: { over: boolean }) {
  const say = useWords()
  const { notice } = useEntrance()
  const { why } = useSearch({ strict: false })
  if (over) return <Callout tone="warn">{say('refused.challengeOver')}</Callout>
  if (notice === 'passwordChanged') return <Callout tone="good">{say('signIn.passwordChanged')}</Callout>
  if (notice === 'joined') return <Callout>{say('welcome.joined')}</Callout>
  if (why === 'ended') return <Callout>{say('signIn.ended')}</Callout>
  return null
}

function useCapsLock() {
  const [on, setOn] = useState(false)
  const look = (event: KeyboardEvent) => setOn(event.getModifierState('CapsLock'))
  return { on, listeners: { onKeyDown: look, onKeyUp: look, onBlur: () => setOn(false) } }
}
