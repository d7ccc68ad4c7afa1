import type { ReactNode } from 'react'
import { cn } from '../classes.ts'
import type { Icon } from '../icon.ts'

export type Tone = 'neutral' | 'accent' | 'bot' | 'note' | 'good' | 'warn' | 'bad'

export type BadgeProps = {
  tone?: Tone | undefined
  icon?: Icon | undefined
  dot?: boolean | undefined
  children: ReactNode
  className?: string | undefined
}

/** A state, in a word. The word carries the meaning; the tint only helps to find it. */
export function Badge({ tone = 'neutral', icon: Icon, dot, children, className }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex max-w-full items-center gap-1 rounded-[5px] px-1.5 py-px text-xs font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {dot && <span aria-hidden className="mr-0.5 size-1.5 rounded-full bg-current" />}
      {Icon && <Icon size={12} aria-hidden className="stroke-2!" />}
      <span className="truncate">{children}</span>
    </span>
  )
}

/** A number that waits for somebody: unread messages, open requests. Says 99+ beyond that. */
export function Count({
  value,
  label,
  className,
}: {
  value: number
  label?: string | undefined
  className?: string
}) {
  if (value <= 0) return null
  return (
    <span
      className={cn(
        'inline-grid h-4.5 min-w-4.5 place-items-center rounded-full bg-accent px-1.5 text-2xs font-semibold text-accent-ink tabular-nums',
        className,
      )}
    >
      <span aria-hidden={label !== undefined}>{value > 99 ? '99+' : value}</span>
      {label && <span className="sr-only">{label}</span>}
    </span>
  )
}

const tones: Record<Tone, string> = {
  neutral: 'bg-hover text-quiet',
  accent: 'bg-accent-tint text-accent',
  bot: 'bg-bot-tint text-bot-ink',
  note: 'bg-note-tint text-note-ink',
  good: 'bg-good-tint text-good',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad',
}
