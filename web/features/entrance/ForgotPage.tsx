import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Input } from '../../ui/controls/Input.tsx'
import { RefusalNote } from '../account/RefusalNote.tsx'
import { useRefusal } from '../account/refusal.ts'
import { EntrancePage, linkStyles } from './EntrancePage.tsx'
import { emailProblem } from './email.ts'
import { useEntrance } from './entrance.ts'
import { useWords } from './words.ts'

/** `byMail` is the same for every address: it tells about this instance and not about a person. */
type ResetReply = { byMail: boolean }

export default function ForgotPage() {
  const { email } = useEntrance()
  const ask = useMutation({
    mutationFn: () => api.post<ResetReply>('/auth/password-reset', { email: email.trim() }),
  })
  if (ask.data?.byMail === false) return <ByHand />
  if (ask.isSuccess) return <Sent onAgain={ask.reset} />
  return <Ask error={ask.error} pending={ask.isPending} onAsk={ask.mutate} />
}

type AskProps = { error: Error | null; pending: boolean; onAsk: () => void }

function Ask({ error, pending, onAsk }: AskProps) {
  const say = useWords()
  const { email, setEmail } = useEntrance()
  const [tried, setTried] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const refusal = useRefusal(error)
  const wrong = emailProblem(email)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong) input.current?.focus()
    else if (!pending) onAsk()
  }
  return (
    <EntrancePage title={say('forgot.title')} description={say('forgot.why')}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNote refusal={refusal} />
        <Field label={say('email')} error={tried && wrong ? say(wrong) : null}>
          <Input
            ref={input}
            type="email"
            size="lg"
            name="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={pending}>
          {say('forgot.submit')}
        </Button>
      </form>
      <BackToSignIn />
    </EntrancePage>
  )
}

/** The same words whoever asked: nobody learns here who works in the team. */
function Sent({ onAgain }: { onAgain: () => void }) {
  const say = useWords()
  const { email } = useEntrance()
  const text = useRef<HTMLDivElement>(null)
  useEffect(() => text.current?.focus(), [])
  return (
    <EntrancePage title={say('forgot.sentTitle')}>
      <div ref={text} tabIndex={-1} role="status" className="flex flex-col gap-5 outline-0">
        <p className="-mt-4 text-base text-pretty">{say('forgot.sent', { email: email.trim() })}</p>
        <div className="rounded-lg border border-line bg-surface px-3.5 py-3 text-sm">
          <p className="font-semibold">{say('forgot.noMailTitle')}</p>
          <p className="mt-0.5 text-pretty text-quiet">{say('forgot.noMail')}</p>
        </div>
      </div>
      <Button onClick={onAgain} className="self-start">
        {say('forgot.again')}
      </Button>
      <BackToSignIn />
    </EntrancePage>
  )
}

/** Without mail there is nothing to wait for: a link passes from hand to hand. */
function ByHand() {
  const say = useWords()
  const text = useRef<HTMLDivElement>(null)
  useEffect(() => text.current?.focus(), [])
  return (
    <EntrancePage title={say('forgot.byHandTitle')}>
      <div ref={text} tabIndex={-1} role="status" className="-mt-4 flex flex-col gap-3 outline-0">
        <p className="text-base text-pretty">{say('forgot.byHand')}</p>
        <p className="text-sm text-pretty text-quiet">{say('forgot.byHandWhere')}</p>
      </div>
      <BackToSignIn />
    </EntrancePage>
  )
}

export function BackToSignIn() {
  const say = useWords()
  return (
    <Link to="/sign-in" className={`${linkStyles} inline-flex items-center gap-1.5 self-start text-sm`}>
      <ArrowLeft size={16} aria-hidden />
      {say('forgot.backToSignIn')}
    </Link>
  )
}
