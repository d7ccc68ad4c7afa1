import type { ComponentProps, MouseEvent } from 'react'
import { cn } from '../classes.ts'
import { Kbd } from '../display/Kbd.tsx'
import { Spinner } from '../feedback/Spinner.tsx'
import type { Icon } from '../icon.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

export type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant | undefined
  size?: ButtonSize | undefined
  icon?: Icon | undefined
  /** The key that does the same, shown beside the label. */
  hint?: string | undefined
  /** Keeps its place, its label and the focus, and does nothing when pressed. */
  loading?: boolean | undefined
}

export function Button({
  variant = 'secondary',
  size = 'md',
  icon: Icon,
  hint,
  loading = false,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) =>
    loading ? event.preventDefault() : onClick?.(event)
  return (
    <button
      type={type}
      className={buttonStyles({ variant, size, className })}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={press}
      {...rest}
    >
      {loading ? <Spinner size={16} /> : Icon && <Icon size={16} aria-hidden />}
      {children}
      {hint && <Kbd className={filled(variant) ? 'border-current text-inherit opacity-75' : ''}>{hint}</Kbd>}
    </button>
  )
}

/** For links that look like buttons. */
export function buttonStyles({
  variant = 'secondary',
  size = 'md',
  className,
}: {
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string | undefined
} = {}) {
  return cn(base, variants[variant], sizes[size], className)
}

const filled = (variant: ButtonVariant) => variant === 'primary' || variant === 'danger'

const base =
  'inline-flex items-center justify-center gap-1.5 rounded-md border border-transparent font-medium whitespace-nowrap select-none transition-[background-color,border-color,opacity] disabled:opacity-50 disabled:cursor-not-allowed aria-busy:cursor-progress'

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink not-disabled:hover:bg-accent-strong',
  secondary: 'bg-surface text-ink border-line not-disabled:hover:bg-hover shadow-raised',
  ghost: 'text-quiet not-disabled:hover:bg-hover not-disabled:hover:text-ink',
  danger: 'bg-bad text-bad-ink not-disabled:hover:bg-bad-strong',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'control-dense px-2.5 text-xs',
  md: 'control px-3 text-sm',
  lg: 'h-10 px-4 text-base pointer-coarse:h-12',
}
