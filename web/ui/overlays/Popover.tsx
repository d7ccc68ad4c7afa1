import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '../classes.ts'
import { floatStyles } from './Menu.tsx'

export type PopoverProps = {
  trigger: ReactNode
  children: ReactNode
  label: string
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined
  align?: 'start' | 'center' | 'end' | undefined
  /** No padding: what is inside reaches the edges. */
  flush?: boolean | undefined
  matchWidth?: boolean | undefined
  className?: string | undefined
}

export function Popover(props: PopoverProps) {
  const { trigger, children, label, open, onOpenChange, side = 'bottom', align = 'start' } = props
  return (
    <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className={cn(
            floatStyles,
            'w-72 max-w-[calc(100vw-1rem)] overflow-hidden',
            props.flush ? '' : 'p-4',
            props.matchWidth && 'w-(--radix-popover-trigger-width) min-w-56',
            props.className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
