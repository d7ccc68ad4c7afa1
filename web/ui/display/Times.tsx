import { cn } from '../classes.ts'
import { useFormat } from './format.ts'
import { useNow } from './now.ts'

type Moment = { at: Date | string; className?: string | undefined }

export type DateTimeProps = Moment & { show?: 'dateTime' | 'date' | 'time' | undefined }

export function DateTime({ at, show = 'dateTime', className }: DateTimeProps) {
  const format = useFormat()
  const moment = new Date(at)
  return (
    <time dateTime={moment.toISOString()} className={cn('tabular-nums', className)}>
      {format[show](moment)}
    </time>
  )
}

/** `relative`: "há 5 min."; `brief`: 14:31, ontem, 20/11/2026. The full date is on hover. */
export function RelativeTime({
  at,
  style = 'relative',
  className,
}: Moment & { style?: 'relative' | 'brief' }) {
  const format = useFormat()
  const now = useNow()
  const moment = new Date(at)
  return (
    <time
      dateTime={moment.toISOString()}
      title={format.dateTime(moment)}
      className={cn('tabular-nums', className)}
    >
      {format[style](moment, now)}
    </time>
  )
}

export type ElapsedProps = {
  since: Date | string
  warmAfter: number
  hotAfter: number
  label?: string | undefined
  className?: string
}

/** A waiting clock that warms as it ages; the limits are in minutes. */
export function Elapsed({ since, warmAfter, hotAfter, label, className }: ElapsedProps) {
  const format = useFormat()
  const waited = Math.max(0, useNow().getTime() - new Date(since).getTime())
  const minutes = waited / 60_000
  const colour = minutes >= hotAfter ? 'text-bad' : minutes >= warmAfter ? 'text-warn' : 'text-quiet'
  return (
    <span className={cn('text-xs font-medium whitespace-nowrap tabular-nums', colour, className)}>
      {label && <span className="sr-only">{label} </span>}
      {format.duration(Math.max(60_000, waited))}
    </span>
  )
}
