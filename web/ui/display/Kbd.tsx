import type { ComponentProps } from 'react'
import { cn } from '../classes.ts'

/** A key on the keyboard. Hidden where there is none. */
export function Kbd({ className, ...rest }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-grid h-4 min-w-4 shrink-0 place-items-center rounded-sm border border-line px-1 font-sans text-2xs font-normal text-faint pointer-coarse:hidden',
        className,
      )}
      {...rest}
    />
  )
}
