import { useNavigate, useSearch } from '@tanstack/react-router'
import type { QueueStats } from '#contract/operations.ts'
import { explain } from '../../../app/http/explain.ts'
import { Select } from '../../../ui/controls/Select.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { Tabs } from '../../../ui/layout/Tabs.tsx'
import { parkedFilters } from '../parked/filters.ts'
import { useWords } from '../words.ts'
import { type JobFilters, jobFilters, jobStates } from './filters.ts'
import { JobList } from './JobList.tsx'
import { useStats } from './queue.ts'
import { RetryAll } from './RetryAll.tsx'

export function QueuePanel() {
  const say = useWords()
  const navigate = useNavigate()
  const filters = useSearch({ from: '/inside/settings/operations' })
  const { data: stats, error, dataUpdatedAt } = useStats()
  const state = filters.state ?? 'dead'
  const filter = (change: Record<string, unknown>) =>
    void navigate({
      to: '/settings/operations',
      search: { ...parkedFilters(filters), ...jobFilters({ ...filters, ...change }) },
      replace: true,
      resetScroll: false,
    })
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h2 className="text-lg font-semibold">{say('queue.title')}</h2>
        <p className="text-sm text-quiet">
          {say('queue.about')} <Lateness stats={stats} />
        </p>
      </div>
      {error && !stats && (
        <Callout tone="warn" title={say('queue.failed')}>
          {explain(error)}
        </Callout>
      )}
      <Tabs
        label={say('queue.title')}
        value={state}
        onChange={(next) => filter({ state: next })}
        controls="jobs"
        tabs={jobStates.map((each) => ({
          value: each,
          label: say(`state.${each}`),
          count: stats?.[each],
        }))}
        listClassName="px-0"
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <WhichJob stats={stats} filters={filters} onChange={(job) => filter({ job })} />
        {state === 'dead' && <RetryAll job={filters.job} stats={stats} />}
      </div>
      <div id="jobs" role="tabpanel" aria-label={say(`state.${state}`)}>
        <JobList
          filters={filters}
          stats={stats}
          countedAt={dataUpdatedAt}
          onShowAll={() => filter({ job: undefined })}
        />
      </div>
    </section>
  )
}

function Lateness({ stats }: { stats: QueueStats | undefined }) {
  const say = useWords()
  const format = useFormat()
  if (!stats) return null
  const late = stats.oldestDueSeconds
  // A few seconds are how long taking a job takes.
  if (late < 30) return <>{say('queue.onTime')}.</>
  return (
    <span className="font-medium text-warn">
      {say('queue.late', { time: format.duration(late * 1000) })}.
    </span>
  )
}

type WhichProps = {
  stats: QueueStats | undefined
  filters: JobFilters
  onChange: (job: string) => void
}

function WhichJob({ stats, filters, onChange }: WhichProps) {
  const say = useWords()
  const known = stats?.jobs.map(({ job }) => job) ?? []
  // The one in the address may have no jobs at all any more.
  const jobs = filters.job && !known.includes(filters.job) ? [...known, filters.job] : known
  return (
    <Select
      aria-label={say('jobs.which')}
      value={filters.job ?? ''}
      onChange={onChange}
      options={[{ value: '', label: say('jobs.any') }, ...jobs.map((job) => ({ value: job, label: job }))]}
      className="w-72 max-w-full"
    />
  )
}
