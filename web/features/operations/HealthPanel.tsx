import { CircleAlert, CircleCheck, RotateCw, TriangleAlert, Unplug } from 'lucide-react'
import { cn } from '../../ui/classes.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { Skeleton } from '../../ui/feedback/Skeleton.tsx'
import { type Health, nameOfPart, type Part, troubleOf, useHealth } from './health.ts'
import { useWords } from './words.ts'

export function HealthPanel() {
  const say = useWords()
  const format = useFormat()
  const health = useHealth()
  // What was true before the server fell silent is not said any more.
  const report = health.error ? undefined : health.data
  const at = Math.max(health.dataUpdatedAt, health.errorUpdatedAt)
  const moment = new Date(at)
  const seconds = String(moment.getSeconds()).padStart(2, '0')
  return (
    <section className="rounded-lg border border-line bg-surface shadow-raised" aria-busy={health.isPending}>
      <div className="flex items-start gap-3 px-4 py-3.5">
        <Summary report={report} silent={Boolean(health.error)} />
        <span className="flex items-center gap-1">
          {at > 0 && (
            <span className="text-xs text-quiet tabular-nums max-sm:hidden">
              {say('health.checked', { time: `${format.time(moment)}:${seconds}` })}
            </span>
          )}
          <IconButton
            icon={RotateCw}
            size="sm"
            label={say('health.refresh')}
            onClick={() => void health.refetch()}
          />
        </span>
      </div>
      {!health.error && <Parts report={report} />}
    </section>
  )
}

function Summary({ report, silent }: { report: Health | undefined; silent: boolean }) {
  const say = useWords()
  if (!report && !silent)
    return (
      <span className="flex-1 py-1">
        <Skeleton className="h-4 w-48" />
        <Skeleton className="mt-2 h-3 w-64 max-w-full" />
      </span>
    )
  const state = report?.status ?? 'unreachable'
  const { icon: Icon, colour } = looks[state]
  return (
    <div role="status" className="flex min-w-0 flex-1 items-start gap-3">
      <Icon size={24} aria-hidden className={cn('shrink-0', colour)} />
      <div className="min-w-0">
        <h2 className="text-lg font-semibold">{say(`health.${state}`)}</h2>
        <p className="text-sm text-pretty text-quiet">{say(`health.${state}Why`)}</p>
      </div>
    </div>
  )
}

const looks = {
  ok: { icon: CircleCheck, colour: 'text-good' },
  degraded: { icon: TriangleAlert, colour: 'text-warn' },
  down: { icon: CircleAlert, colour: 'text-bad' },
  unreachable: { icon: Unplug, colour: 'text-bad' },
}

function Parts({ report }: { report: Health | undefined }) {
  const parts = report ? Object.entries(report.components) : waiting
  return (
    <ul className="flex flex-wrap gap-px overflow-hidden rounded-b-lg border-t border-line-soft bg-line-soft">
      {parts.map(([name, part]) => (
        <PartRow key={name} name={name} part={part} />
      ))}
    </ul>
  )
}

// As many as there always are, so that the page keeps its height.
const waiting: [string, Part | null][] = ['database', 'jobs', 'files', 'audit'].map((name) => [name, null])

function PartRow({ name, part }: { name: string; part: Part | null }) {
  const say = useWords()
  const known = nameOfPart(name)
  return (
    <li className="flex min-h-16 flex-1 basis-56 flex-col justify-center bg-surface px-4 py-2.5">
      <span className="flex items-center gap-2 text-sm font-medium">
        {part?.ok === false ? (
          <CircleAlert size={16} aria-hidden className="text-bad" />
        ) : (
          <CircleCheck size={16} aria-hidden className={part ? 'text-good' : 'text-line'} />
        )}
        {known.name}
        {part?.ok && <span className="sr-only">{say('health.fine')}</span>}
      </span>
      <span className={cn('pl-6 text-xs text-pretty', part?.ok === false ? 'text-bad' : 'text-quiet')}>
        {part?.ok === false ? troubleOf(part) : known.what}
      </span>
    </li>
  )
}
