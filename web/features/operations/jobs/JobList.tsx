import { CircleCheckBig, SearchX } from 'lucide-react'
import { useState } from 'react'
import type { QueuedJob, QueueStats } from '#contract/operations.ts'
import { LoadProblem } from '../../../app/pieces/LoadProblem.tsx'
import { RowKeys } from '../../../app/pieces/RowKeys.tsx'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { LoadMore } from '../../../ui/display/LoadMore.tsx'
import { Table } from '../../../ui/display/Table.tsx'
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx'
import { useWords } from '../words.ts'
import { useColumns } from './columns.tsx'
import { Discarding } from './Discarding.tsx'
import type { JobFilters } from './filters.ts'
import { JobSheet } from './JobSheet.tsx'
import { useMenu } from './menu.ts'
import { useJobs } from './queue.ts'

type Props = {
  filters: JobFilters
  stats: QueueStats | undefined
  countedAt: number
  onShowAll: () => void
}

export function JobList({ filters, stats, countedAt, onShowAll }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const { state = 'dead', job } = filters
  const jobs = useJobs(filters)
  const columns = useColumns(state)
  const [opened, setOpened] = useState<QueuedJob | null>(null)
  const [discarding, setDiscarding] = useState<QueuedJob | null>(null)
  const menu = useMenu(setOpened, setDiscarding)
  const now = job ? stats?.jobs.find((each) => each.job === job)?.[state] : stats?.[state]
  const changed = useChanged(now, countedAt, jobs.at)

  if (jobs.failure || jobs.offline)
    return (
      <LoadProblem
        compact
        title={say('jobs.loadFailed')}
        error={jobs.failure}
        offline={jobs.offline}
        onRetry={jobs.refresh}
        retrying={jobs.refreshing}
      />
    )
  const count = jobs.rows.length
  return (
    <>
      {changed && !jobs.changing && (
        <p role="status" className="mb-3 flex items-center justify-center gap-2 text-sm text-quiet">
          {say('jobs.changed')}
          <Button size="sm" loading={jobs.refreshing} onClick={jobs.refresh}>
            {say('jobs.refresh')}
          </Button>
        </p>
      )}
      <RowKeys>
        <Table
          label={say('jobs.list', { state: say(`state.${state}`) })}
          columns={columns}
          rows={jobs.rows}
          rowKey={({ id }) => id}
          loading={jobs.loading}
          loadingRows={4}
          onOpen={setOpened}
          rowActions={menu}
          actionsLabel={pieces('actions')}
          className={jobs.changing ? 'opacity-60' : ''}
          empty={<Nothing filters={filters} onShowAll={onShowAll} />}
          footer={
            count > 0 && (
              <LoadMore
                hasMore={jobs.hasMore}
                loading={jobs.loadingMore}
                onLoad={jobs.loadMore}
                label={pieces('more')}
                shown={jobs.trouble ?? say(jobs.hasMore ? 'jobs.soFar' : 'jobs.shown', { count })}
              />
            )
          }
        />
      </RowKeys>
      <JobSheet job={opened} onClose={() => setOpened(null)} onDiscard={setDiscarding} />
      <Discarding job={discarding} onClose={() => setDiscarding(null)} onDone={() => setOpened(null)} />
    </>
  )
}

/** Whether there are more or fewer now than when the rows were fetched, by the first count that came after them. */
function useChanged(count: number | undefined, countedAt: number, fetchedAt: number): boolean {
  const [first, setFirst] = useState({ fetchedAt: 0, count })
  if (first.fetchedAt !== fetchedAt && countedAt > fetchedAt && count !== undefined)
    setFirst({ fetchedAt, count })
  return first.fetchedAt === fetchedAt && count !== first.count
}

function Nothing({ filters: { state = 'dead', job }, onShowAll }: Pick<Props, 'filters' | 'onShowAll'>) {
  const say = useWords()
  if (job)
    return (
      <EmptyState
        compact
        icon={SearchX}
        tone="neutral"
        title={say('empty.job')}
        action={<Button onClick={onShowAll}>{say('empty.showAll')}</Button>}
      >
        {say('empty.jobWhy')}
      </EmptyState>
    )
  return (
    <EmptyState icon={CircleCheckBig} title={say(`empty.${state}`)}>
      {say(`empty.${state}Why`)}
    </EmptyState>
  )
}
