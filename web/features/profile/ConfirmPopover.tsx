import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/controls/Button.tsx'
import { Popover } from '../../ui/overlays/Popover.tsx'
import { useWords } from './words.ts'

type Props = {
  trigger: ReactNode
  title: string
  children: ReactNode
  confirmLabel: string
  onConfirm: () => void
}

/** For what is small but cannot be undone: asked right where it was pressed. */
export function ConfirmPopover({ trigger, title, children, confirmLabel, onConfirm }: Props) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  const confirm = () => {
    setOpen(false)
    onConfirm()
  }
  return (
    <Popover trigger={trigger} label={title} open={open} onOpenChange={setOpen} align="end">
      <p className="text-base font-semibold">{title}</p>
      <p className="mt-1 text-sm text-pretty text-quiet">{children}</p>
      <div className="mt-3.5 flex justify-end gap-2">
        <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
        <Button variant="danger" onClick={confirm}>
          {confirmLabel}
        </Button>
      </div>
    </Popover>
  )
}
