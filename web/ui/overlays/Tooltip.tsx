import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from '../display/Kbd.tsx'

export type TooltipProps = {
  label: ReactNode
  hint?: string | undefined
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined
  /** One element that takes a ref and props. */
  children: ReactNode
}

/** Names what has no room for its name. Nothing that must be known may live only here: touch has no hover. */
export function Tooltip({ label, hint, side = 'top', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-[6px] bg-ink px-2 py-1 text-xs font-medium text-paper data-[state=closed]:animate-none"
        >
          {label}
          {hint && <Kbd className="border-current text-inherit opacity-70">{hint}</Kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Once, around the whole page: a second tooltip opens without the wait. */
export function TooltipDelay({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={200} disableHoverableContent>
      {children}
    </Radix.Provider>
  )
}
