import { type FormEvent, useId, useState } from 'react'
import { explain } from '../../../app/http/explain.ts'
import { tell } from '../../../app/http/notices.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { useSetRetention } from '../log.ts'
import { useWords } from '../words.ts'

/** Begins afresh each time it is opened: give it the turn as its key. */
type Props = { open: boolean; onClose: () => void; keepMonths: number }

export function RetentionDialog({ open, onClose, keepMonths }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const form = useId()
  const [typed, setTyped] = useState(String(keepMonths))
  const [tried, setTried] = useState(false)
  const change = useSetRetention()
  const months = monthsIn(typed)
  const done = () => {
    tell(say('retention.saved'))
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (months !== null && !change.isPending) change.mutate({ keepMonths: months }, { onSuccess: done })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={say('retention.dialog')}
      closeLabel={shell('close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{pieces('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={change.isPending}>
            {pieces('save')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {change.error && <Callout tone="bad">{explain(change.error)}</Callout>}
        <Field
          label={say('retention.label')}
          hint={say('retention.hint')}
          error={tried && months === null ? say('retention.range') : null}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="w-24 tabular-nums"
          />
        </Field>
        {months !== null && months < keepMonths && (
          <Callout tone="warn">{say('retention.shorter', { count: months })}</Callout>
        )}
      </form>
    </Dialog>
  )
}

function monthsIn(typed: string): number | null {
  const months = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  return months >= 6 && months <= 240 ? months : null
}
