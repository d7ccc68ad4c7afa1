import { CircleAlert, CircleCheck, Info, Sparkles, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../classes.ts'
import { IconButton } from '../controls/IconButton.tsx'
import type { Icon } from '../icon.ts'

export type CalloutProps = {
  tone?: 'info' | 'good' | 'warn' | 'bad' | 'bot' | undefined
  title?: string | undefined
  icon?: Icon | undefined
  children?: ReactNode
  action?: ReactNode
  onDismiss?: (() => void) | undefined
  dismissLabel?: string | undefined
  className?: string | undefined
}

export function Callout({
  tone = 'info',
  title,
  icon,
  children,
  action,
  onDismiss,
  dismissLabel = '',
  className,
}: CalloutProps) {
  const look = tones[tone]
  const Icon = icon ?? look.icon
  return (
    <div
      role={tone === 'bad' ? 'alert' : undefined}
      className={cn('flex items-start gap-2.5 rounded-lg border px-3 py-2.5 text-sm', look.box, className)}
    >
      <Icon size={16} aria-hidden className={cn('mt-0.5', look.mark)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className={title ? 'text-quiet' : ''}>{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
      {onDismiss && (
        <IconButton
          icon={X}
          label={dismissLabel}
          size="sm"
          tooltip={false}
          onClick={onDismiss}
          className="-my-1 -mr-1.5"
        />
      )}
    </div>
  )
}

const tones = {
  info: { icon: Info, box: 'border-note-line bg-note-tint', mark: 'text-note-ink' },
  good: { icon: CircleCheck, box: 'border-good-line bg-good-tint', mark: 'text-good' },
  warn: { icon: TriangleAlert, box: 'border-warn-line bg-warn-tint', mark: 'text-warn' },
  bad: { icon: CircleAlert, box: 'border-bad-line bg-bad-tint', mark: 'text-bad' },
  bot: { icon: Sparkles, box: 'border-bot-line bg-bot-tint', mark: 'text-bot-ink' },
}
