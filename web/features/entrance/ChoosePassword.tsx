import { type FormEvent, useRef, useState } from 'react'
import type { Link } from '#contract/team.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { NewPasswordField } from '../account/NewPasswordField.tsx'
import { RefusalNote } from '../account/RefusalNote.tsx'
import { useRefusal } from '../account/refusal.ts'
import { useNewPassword } from '../account/useNewPassword.ts'
import { useWords } from './words.ts'

type Props = {
  link: Link
  submitLabel: string
  error: Error | null
  pending: boolean
  onChoose: (password: string) => void
  onTyping: () => void
}

export function ChoosePassword({ link, submitLabel, error, pending, onChoose, onTyping }: Props) {
  const say = useWords()
  const [tried, setTried] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const chosen = useNewPassword(link, link.passwordMinLength, error, '/password')
  const refusal = useRefusal(chosen.refused ? null : error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!chosen.good) input.current?.focus()
    else if (!pending) onChoose(chosen.password)
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <RefusalNote refusal={refusal} />
      {/* For the password manager: whose password this is. */}
      <input type="email" autoComplete="username" value={link.email} readOnly hidden />
      <NewPasswordField
        ref={input}
        label={say('newPassword')}
        chosen={chosen}
        tried={tried}
        error={error}
        size="lg"
        autoFocus
        onTyping={onTyping}
      />
      <Button type="submit" variant="primary" size="lg" loading={pending}>
        {submitLabel}
      </Button>
    </form>
  )
}
