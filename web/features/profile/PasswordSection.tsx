import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { PasswordChange } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { tell } from '../../app/http/notices.ts'
import { usePerson } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { SettingsRow, SettingsSection } from '../../ui/layout/Settings.tsx'
import { Dialog } from '../../ui/overlays/Dialog.tsx'
import { NewPasswordField } from '../account/NewPasswordField.tsx'
import { ProofField } from '../account/ProofField.tsx'
import { RefusalNote } from '../account/RefusalNote.tsx'
import { useRefusal } from '../account/refusal.ts'
import { useNewPassword } from '../account/useNewPassword.ts'
import { sessionsKey } from './sessions.ts'
import { say as sayNow, useWords } from './words.ts'

export function PasswordSection() {
  const say = useWords()
  const navigate = useNavigate()
  const { change } = useSearch({ from: '/inside/settings/security' })
  const ask = (search: { change?: 'password' }) =>
    void navigate({ to: '/settings/security', search, replace: true })
  return (
    <SettingsSection title={say('security.password')} description={say('security.passwordWhy')}>
      <SettingsRow
        title={say('security.changeTitle')}
        description={say('security.changeWhy')}
        control={<Button onClick={() => ask({ change: 'password' })}>{say('security.change')}</Button>}
      />
      {change && <ChangePassword onClose={() => ask({})} />}
    </SettingsSection>
  )
}

/** Mounted when opened: what was typed into it is gone when it closes. */
function ChangePassword({ onClose }: { onClose: () => void }) {
  const say = useWords()
  const person = usePerson()
  const form = useId()
  const [current, setCurrent] = useState('')
  const [tried, setTried] = useState(false)
  const currentInput = useRef<HTMLInputElement>(null)
  const newInput = useRef<HTMLInputElement>(null)
  const save = useChange(onClose)
  const chosen = useNewPassword(person, person.passwordMinLength, save.error, '/new')
  const refusal = useRefusal(chosen.refused ? null : save.error)
  // To the field that was refused, ready to be typed over.
  useEffect(() => {
    if (save.error) (chosen.refused ? newInput : currentInput).current?.select()
  }, [save.error, chosen.refused])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!current) currentInput.current?.focus()
    else if (!chosen.good) newInput.current?.focus()
    else if (!save.isPending) save.mutate({ current, new: chosen.password })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={say('security.change')}
      description={say('security.changeWhy')}
      closeLabel={say('close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={save.isPending}>
            {say('security.change')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-5 pt-1">
        <RefusalNote refusal={refusal} />
        <input type="email" autoComplete="username" value={person.email} readOnly hidden />
        <ProofField
          ref={currentInput}
          label={say('security.currentPassword')}
          value={current}
          onChange={(typed) => {
            setCurrent(typed)
            if (refusal?.wrong) save.reset()
          }}
          tried={tried}
          refusal={refusal}
        />
        <NewPasswordField
          ref={newInput}
          label={say('security.newPassword')}
          chosen={chosen}
          tried={tried}
          error={save.error}
          onTyping={save.reset}
        />
      </form>
    </Dialog>
  )
}

function useChange(onDone: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (change: PasswordChange) => api.put('/me/password', change),
    onSuccess: () => {
      tell(sayNow('security.changed'))
      void queryClient.invalidateQueries({ queryKey: sessionsKey })
      onDone()
    },
  })
}
