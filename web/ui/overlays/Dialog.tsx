import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '../classes.ts'
import { IconButton } from '../controls/IconButton.tsx'
import { useFocusReturn } from './focus.ts'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  closeLabel: string
  children?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg' | undefined
}

/** A question that must be answered first. On a phone it rises from the bottom, where the thumb is. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
  footer,
  size = 'md',
}: DialogProps) {
  const focus = useFocusReturn()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veilStyles} />
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-end sm:place-items-center sm:p-6">
          <Radix.Content
            {...(!description && { 'aria-describedby': undefined })}
            {...focus}
            className={cn(
              'pointer-events-auto flex max-h-[92dvh] w-full animate-appear flex-col rounded-t-xl bg-surface shadow-float outline-0 data-[state=closed]:animate-vanish sm:rounded-xl',
              widths[size],
            )}
          >
            <DialogHead title={title} description={description} closeLabel={closeLabel} />
            {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>}
            {footer && <DialogFoot>{footer}</DialogFoot>}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}

type HeadProps = { title: string; description?: ReactNode; closeLabel: string }

export function DialogHead({ title, description, closeLabel }: HeadProps) {
  return (
    <div className="flex items-start gap-3 px-5 pt-4 pb-3">
      <div className="min-w-0 flex-1 pt-0.5">
        <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
        {description && (
          <Radix.Description className="mt-1 text-base text-quiet">{description}</Radix.Description>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton icon={X} label={closeLabel} tooltip={false} className="-mr-2" />
      </Radix.Close>
    </div>
  )
}

export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse gap-2 border-t border-line px-5 pt-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">
      {children}
    </div>
  )
}

export const veilStyles = 'fixed inset-0 z-50 animate-veil bg-veil data-[state=closed]:animate-veil-out'

const widths = { sm: 'sm:max-w-100', md: 'sm:max-w-130', lg: 'sm:max-w-190' }
