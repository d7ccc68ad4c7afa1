import type { ComponentProps } from 'react'
import { cn } from '../classes.ts'
import { Spinner } from '../feedback/Spinner.tsx'
import type { Icon } from '../icon.ts'
import { Tooltip } from '../overlays/Tooltip.tsx'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  icon: Icon
  /** Said to screen readers and shown on hover: an icon alone is a riddle. */
  label: string
  hint?: string | undefined
  size?: 'sm' | 'md' | undefined
  variant?: 'ghost' | 'secondary' | 'danger' | undefined
  pressed?: boolean | undefined
  loading?: boolean | undefined
  tooltip?: boolean | undefined
}

export function IconButton({
  icon: Icon,
  label,
  hint,
  size = 'md',
  variant = 'ghost',
  pressed,
  loading = false,
  tooltip = true,
  type = 'button',
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type={type}
      aria-label={label}
      aria-pressed={pressed}
      aria-busy={loading || undefined}
      className={cn(base, sizes[size], variants[variant], pressed && 'bg-accent-tint text-accent', className)}
      onClick={loading ? undefined : onClick}
      {...rest}
    >
      {loading ? <Spinner size={16} /> : <Icon size={size === 'sm' ? 16 : 18} aria-hidden />}
    </button>
  )
  if (!tooltip) return button
  return (
    <Tooltip label={label} hint={hint}>
      {button}
    </Tooltip>
  )
}

const base =
  'inline-grid shrink-0 place-items-center rounded-md transition-[background-color,color] disabled:opacity-50 disabled:cursor-not-allowed pointer-coarse:size-11'

const sizes = { sm: 'size-7', md: 'size-8' }

const variants = {
  ghost: 'text-quiet hover:enabled:bg-hover hover:enabled:text-ink data-[state=open]:bg-hover',
  secondary: 'border border-line bg-surface text-ink shadow-raised hover:enabled:bg-hover',
  danger: 'text-quiet hover:enabled:bg-bad-tint hover:enabled:text-bad',
}
