import { Dialog as Radix } from 'radix-ui'
import { cn } from '../classes.ts'
import { DialogFoot, DialogHead, type DialogProps, veilStyles } from './Dialog.tsx'
import { useFocusReturn } from './focus.ts'

export type SheetProps = Omit<DialogProps, 'size'> & { size?: 'md' | 'lg' | undefined }

/** A panel from the right: details and forms that keep the list behind them in sight. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
  footer,
  size = 'md',
}: SheetProps) {
  const focus = useFocusReturn()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veilStyles} />
        <Radix.Content
          {...(!description && { 'aria-describedby': undefined })}
          {...focus}
          className={cn(
            'fixed inset-y-0 right-0 z-50 flex w-full animate-drawer flex-col bg-surface shadow-float outline-0 data-[state=closed]:animate-drawer-out sm:rounded-l-xl',
            size === 'lg' ? 'sm:max-w-180' : 'sm:max-w-110',
          )}
        >
          <DialogHead title={title} description={description} closeLabel={closeLabel} />
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer && <DialogFoot>{footer}</DialogFoot>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
