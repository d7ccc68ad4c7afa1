import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../ui/controls/Button.tsx'
import { ProofField } from './ProofField.tsx'
import { RefusalNote } from './RefusalNote.tsx'
import { useRefusal } from './refusal.ts'

type Props = {
  submitLabel: string
  error: Error | null
  pending: boolean
  onProof: (password: string) => void
  onTyping: () => void
}

export function PasswordProof({ submitLabel, error, pending, onProof, onTyping }: Props) {
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const refusal = useRefusal(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!password) input.current?.focus()
    else if (!pending) onProof(password)
  }
  const type = (typed: string) => {
    setPassword(typed)
    if (refusal?.wrong) onTyping()
  }
  return (
    <form noValidate onSubmit={submit} className="flex max-w-90 flex-col gap-4">
      <RefusalNote refusal={refusal} />
      <ProofField
        ref={input}
        size="lg"
        autoFocus
        value={password}
        onChange={type}
        tried={tried}
        refusal={refusal}
      />
      <Button type="submit" variant="primary" size="lg" loading={pending} className="self-start">
        {submitLabel}
      </Button>
    </form>
  )
}
