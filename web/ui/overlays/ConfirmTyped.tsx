import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '../controls/Button.tsx'
import { Field } from '../controls/Field.tsx'
import { Input } from '../controls/Input.tsx'
import { Callout } from '../feedback/Callout.tsx'
import { Dialog } from './Dialog.tsx'

export type ConfirmTypedProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** What will be gone, and what stays. */
  children: ReactNode
  /** What must be typed: the name of the thing, or a word. */
  phrase: string
  phraseLabel: string
  confirmLabel: string
  cancelLabel: string
  closeLabel: string
  error?: string | null | undefined
  loading?: boolean | undefined
  onConfirm: () => void
}

/** For what cannot be undone. What can be undone is done at once, with an undo in the toast. */
export function ConfirmTyped(props: ConfirmTypedProps) {
  const [typed, setTyped] = useState('')
  const form = useId()
  const matches = typed.trim().toLowerCase() === props.phrase.trim().toLowerCase()
  const change = (open: boolean) => {
    setTyped('')
    props.onOpenChange(open)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (matches && !props.loading) props.onConfirm()
  }
  return (
    <Dialog
      open={props.open}
      onOpenChange={change}
      title={props.title}
      closeLabel={props.closeLabel}
      size="sm"
      footer={
        <>
          <Button onClick={() => change(false)}>{props.cancelLabel}</Button>
          <Button type="submit" form={form} variant="danger" disabled={!matches} loading={props.loading}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <div className="text-base text-quiet">{props.children}</div>
        {props.error && <Callout tone="bad">{props.error}</Callout>}
        <Field label={props.phraseLabel}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      </form>
    </Dialog>
  )
}
