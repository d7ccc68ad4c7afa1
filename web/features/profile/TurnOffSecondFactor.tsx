import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useId, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { tell } from '../../app/http/notices.ts'
import { useAmendMe } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/overlays/Dialog.tsx'
import { ProofField } from '../account/ProofField.tsx'
import { RefusalNote } from '../account/RefusalNote.tsx'
import { useRefusal } from '../account/refusal.ts'
import { useWords } from './words.ts'

export function TurnOffSecondFactor({ onClose }: { onClose: () => void }) {
  const say = useWords()
  const form = useId()
  const input = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const turnOff = useTurnOff(() => input.current?.select())
  const refusal = useRefusal(turnOff.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!password) input.current?.focus()
    else if (!turnOff.isPending) turnOff.mutate(password, { onSuccess: onClose })
  }
  const type = (typed: string) => {
    setPassword(typed)
    if (refusal?.wrong) turnOff.reset()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={say('security.turnOffTitle')}
      description={say('security.turnOffWhy')}
      closeLabel={say('close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button type="submit" form={form} variant="danger" loading={turnOff.isPending}>
            {say('security.turnOff')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4 pt-1">
        <RefusalNote refusal={refusal} />
        <ProofField ref={input} value={password} onChange={type} tried={tried} refusal={refusal} />
      </form>
    </Dialog>
  )
}

function useTurnOff(onRefused: () => void) {
  const say = useWords()
  const router = useRouter()
  const amendMe = useAmendMe()
  return useMutation({
    mutationFn: (password: string) => api.delete('/me/second-factor', { body: { password } }),
    onSuccess: async () => {
      await amendMe({ secondFactor: false, recoveryCodesLeft: 0 })
      tell(say('security.turnedOff'))
      // A role that demands one leads straight back to setting it up.
      await router.invalidate()
    },
    onError: onRefused,
  })
}
