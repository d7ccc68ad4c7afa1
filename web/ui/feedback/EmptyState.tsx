import type { ReactNode } from 'react'
import { cn } from '../classes.ts'
import type { Icon } from '../icon.ts'

export type EmptyStateProps = {
  icon: Icon
  /** What will be here. */
  title: string
  /** Why it is empty now. */
  children?: ReactNode
  /** The one next step. */
  action?: ReactNode
  tone?: 'accent' | 'bot' | 'neutral' | 'bad' | undefined
  compact?: boolean | undefined
  /** It is all there is on the page: then its title is the page's. */
  page?: boolean | undefined
  className?: string | undefined
}

export function EmptyState({
  icon,
  title,
  children,
  action,
  tone = 'accent',
  compact,
  page,
  className,
}: EmptyStateProps) {
  const Title = page ? 'h1' : 'p'
  return (
    <div
      className={cn(
        'mx-auto flex max-w-96 flex-col items-center text-center',
        compact ? 'gap-2.5 px-4 py-8' : 'gap-4 px-6 py-14',
        className,
      )}
    >
      <Bubbles icon={icon} tone={tone} compact={compact} />
      <div className="flex flex-col gap-1">
        <Title className={cn('font-semibold', compact ? 'text-base' : 'text-lg')}>{title}</Title>
        {children && <div className="text-sm text-pretty text-quiet">{children}</div>}
      </div>
      {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

/** The logo's shape, a rounded sheet with one tight corner, twice: said and answered. */
function Bubbles({
  icon: Icon,
  tone,
  compact,
}: {
  icon: Icon
  tone: NonNullable<EmptyStateProps['tone']>
  compact: boolean | undefined
}) {
  return (
    <span aria-hidden className={cn('relative block', compact ? 'size-10' : 'h-16 w-20')}>
      {!compact && (
        <span className="absolute top-0 right-0 h-9 w-11 rounded-[12px_12px_4px_12px] border border-line bg-surface">
          <span className="absolute top-3 left-3 h-1 w-5 rounded-full bg-line" />
          <span className="absolute top-5.5 left-3 h-1 w-3 rounded-full bg-line" />
        </span>
      )}
      <span
        className={cn(
          'absolute bottom-0 left-0 grid place-items-center rounded-[14px_14px_14px_5px] border',
          compact ? 'size-10' : 'size-12 shadow-raised',
          tones[tone],
        )}
      >
        <Icon size={compact ? 18 : 22} />
      </span>
    </span>
  )
}

const tones = {
  accent: 'border-accent-line bg-accent-tint text-accent',
  bot: 'border-bot-line bg-bot-tint text-bot-ink',
  neutral: 'border-line bg-surface text-quiet',
  bad: 'border-bad-line bg-bad-tint text-bad',
}
