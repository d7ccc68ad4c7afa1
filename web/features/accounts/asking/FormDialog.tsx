import { type FormEvent, type ReactNode, useId } from 'react'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { focusFirstWrong } from '../form/focus.ts'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  description?: string | undefined
  submitLabel: string
  /** False when something that was typed is wrong: the first field that says so gets the focus. */
  onSubmit: () => boolean
  loading: boolean
  /** Why it was not done, where no field says it. */
  error: string | null
  children: ReactNode
}

/** A few fields and a button that saves them. */
export function FormDialog({ open, onClose, title, description, submitLabel, ...props }: Props) {
  const pieces = usePieces()
  const shell = useShell()
  const form = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!props.loading && !props.onSubmit()) focusFirstWrong(event.currentTarget)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={title}
      description={description}
      closeLabel={shell('close')}
      footer={
        <>
          <Button onClick={onClose}>{pieces('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={props.loading}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
        {props.error && <Callout tone="bad">{props.error}</Callout>}
        {props.children}
      </form>
    </Dialog>
  )
}
