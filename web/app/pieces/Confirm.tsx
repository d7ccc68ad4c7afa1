import type { ReactNode } from 'react'
import { Button } from '../../ui/controls/Button.tsx'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { Dialog } from '../../ui/overlays/Dialog.tsx'
import { useWords as useShellWords } from '../words.ts'
import { useWords } from './words.ts'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  /** What happens, and what stays as it is. */
  children: ReactNode
  confirmLabel: string
  onConfirm: () => void
  cancelLabel?: string | undefined
  danger?: boolean | undefined
  loading: boolean
  /** Why it was not done. */
  error?: string | null | undefined
}

export function Confirm({ danger = true, ...props }: Props) {
  const say = useWords()
  const shell = useShellWords()
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => open || props.onClose()}
      title={props.title}
      closeLabel={shell('close')}
      size="sm"
      footer={
        <>
          <Button onClick={props.onClose}>{props.cancelLabel ?? say('cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} loading={props.loading} onClick={props.onConfirm}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-base text-pretty text-quiet">
        {props.error && <Callout tone="bad">{props.error}</Callout>}
        {props.children}
      </div>
    </Dialog>
  )
}
