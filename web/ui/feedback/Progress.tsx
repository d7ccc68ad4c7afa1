import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from '../classes.ts'
import { IconButton } from '../controls/IconButton.tsx'

export type ProgressProps = {
  label: string
  /** 0 to 1; null while nobody knows how long. */
  value: number | null
  /** "3.204 de 10.000 linhas". */
  detail?: ReactNode
  tone?: 'accent' | 'good' | 'warn' | 'bad' | undefined
  onCancel?: (() => void) | undefined
  cancelLabel?: string | undefined
  className?: string | undefined
}

export function Progress({
  label,
  value,
  detail,
  tone = 'accent',
  onCancel,
  cancelLabel = '',
  className,
}: ProgressProps) {
  const id = useId()
  const share = value === null ? null : Math.min(1, Math.max(0, value))
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <div className="flex min-h-7 items-center justify-between gap-3">
        <span id={id} className="min-w-0 truncate text-sm font-medium">
          {label}
        </span>
        <span className="flex shrink-0 items-center gap-1 text-xs text-quiet tabular-nums">
          {detail}
          {onCancel && (
            <IconButton icon={X} label={cancelLabel} size="sm" onClick={onCancel} className="-mr-1.5" />
          )}
        </span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        {share === null ? (
          <div className={cn('h-full w-1/3 animate-travel rounded-full', fills[tone])} />
        ) : (
          <div
            className={cn('h-full w-full origin-left rounded-full transition-transform', fills[tone])}
            style={{ transform: `scaleX(${share})` }}
          />
        )}
      </div>
    </div>
  )
}

const fills = { accent: 'bg-accent', good: 'bg-good', warn: 'bg-warn-mark', bad: 'bg-bad' }
