import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../classes.ts'

export type StatProps = {
  label: string
  value: ReactNode
  unit?: string | undefined
  /** Against what it is compared with. `good` says whether the direction is welcome: fewer complaints is. */
  change?: { text: string; direction: 'up' | 'down' | 'flat'; good?: boolean | undefined } | undefined
  hint?: ReactNode
  className?: string | undefined
}

export function Stat({ label, value, unit, change, hint, className }: StatProps) {
  return (
    <div className={cn('flex min-w-0 flex-col gap-0.5', className)}>
      <span className="text-sm text-quiet">{label}</span>
      <span className="flex items-baseline gap-1.5">
        <span className="text-2xl font-semibold tabular-nums">{value}</span>
        {unit && <span className="text-sm text-quiet">{unit}</span>}
      </span>
      {(change || hint) && (
        <span className="flex flex-wrap items-center gap-x-2 text-xs text-quiet">
          {change && <Change {...change} />}
          {hint}
        </span>
      )}
    </div>
  )
}

function Change({ text, direction, good }: NonNullable<StatProps['change']>) {
  const Arrow = arrows[direction]
  const colour = good === undefined ? 'text-quiet' : good ? 'text-good' : 'text-bad'
  return (
    <span className={cn('inline-flex items-center gap-0.5 font-medium tabular-nums', colour)}>
      <Arrow size={14} aria-hidden />
      {text}
    </span>
  )
}

const arrows = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight }
