import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../classes.ts'
import type { Icon } from '../icon.ts'
import { useFieldWiring } from './Field.tsx'

export type InputProps = Omit<ComponentProps<'input'>, 'size'> & {
  icon?: Icon | undefined
  trailing?: ReactNode
  size?: 'sm' | 'md' | 'lg' | undefined
}

export function Input({ icon: Icon, trailing, size = 'md', className, ...rest }: InputProps) {
  const input = (
    <input
      {...useFieldWiring()}
      className={cn(boxStyles, sizes[size], Icon && 'pl-8.5', trailing && 'pr-9', className)}
      {...rest}
    />
  )
  if (!Icon && !trailing) return input
  return (
    <span className="relative block min-w-0">
      {Icon && (
        <Icon
          size={16}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
        />
      )}
      {input}
      {trailing && <span className="absolute inset-y-0 right-1 flex items-center">{trailing}</span>}
    </span>
  )
}

/** What every box that is typed into shares. 16 px under a thumb, or iOS zooms the page on focus. */
export const boxStyles =
  'w-full min-w-0 rounded-md border border-edge bg-surface text-base text-ink transition-[border-color] hover:enabled:border-quiet focus-visible:outline-offset-0 aria-invalid:border-bad disabled:bg-sunken disabled:text-quiet disabled:border-line [&[readonly]]:bg-sunken pointer-coarse:text-lg'

const sizes = { sm: 'control-dense px-2 text-sm', md: 'control px-2.5', lg: 'h-10 px-3 pointer-coarse:h-12' }
