import { X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../classes.ts'
import type { Icon } from '../icon.ts'

export type ChipProps = {
  children: ReactNode
  icon?: Icon | undefined
  onRemove?: (() => void) | undefined
  removeLabel?: string | undefined
  className?: string | undefined
}

/** A thing somebody put there: a tag, a chosen filter, a variable. */
export function Chip({ children, icon: Icon, onRemove, removeLabel, className }: ChipProps) {
  return (
    <span className={cn(chipStyles, onRemove && 'pr-0.5', className)}>
      {Icon && <Icon size={12} aria-hidden />}
      <span className="truncate">{children}</span>
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="relative grid size-5 place-items-center rounded-full text-quiet after:absolute after:-inset-0.5 hover:bg-hover hover:text-ink pointer-coarse:after:-inset-3"
        >
          <X size={12} aria-hidden className="stroke-2!" />
        </button>
      )}
    </span>
  )
}

/** A chip that does something: adds a tag, switches a filter on. */
export function ChipButton({ icon: Icon, pressed, className, children, ...rest }: ChipButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={cn(
        chipStyles,
        'relative transition-[background-color,border-color] after:absolute after:-inset-0.5 hover:bg-hover pointer-coarse:h-9',
        pressed ? 'border-accent-line bg-accent-tint font-medium text-accent' : 'text-quiet',
        className,
      )}
      {...rest}
    >
      {Icon && <Icon size={12} aria-hidden />}
      {children}
    </button>
  )
}
type ChipButtonProps = ComponentProps<'button'> & { icon?: Icon | undefined; pressed?: boolean | undefined }

const chipStyles =
  'inline-flex h-6 max-w-full items-center gap-1 rounded-full border border-line bg-surface px-2.5 text-xs whitespace-nowrap'
