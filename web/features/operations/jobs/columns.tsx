import type { QueuedJob } from '#contract/operations.ts'
import { useFormat } from '../../../ui/display/format.ts'
import type { Column } from '../../../ui/display/Table.tsx'
import { RelativeTime } from '../../../ui/display/Times.tsx'
import { useWords } from '../words.ts'
import type { JobState } from './filters.ts'
import { errorOf } from './queue.ts'

export function useColumns(state: JobState): Column<QueuedJob>[] {
  const say = useWords()
  const format = useFormat()
  return [
    {
      key: 'job',
      header: say('jobs.job'),
      rowHeader: true,
      cell: ({ job, error }) => (
        <span className="flex min-w-0 flex-col py-1">
          <span className="break-all">{job}</span>
          {error && (
            <span className="line-clamp-2 text-xs font-normal break-words text-quiet">
              {firstLine(errorOf(error))}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'attempts',
      header: say('jobs.attempts'),
      width: '112px',
      align: 'end',
      hideBelow: 'sm',
      cell: ({ attempts, maxAttempts }) =>
        say('jobs.attemptsOf', { made: format.number(attempts), most: format.number(maxAttempts) }),
    },
    {
      key: 'created',
      header: say('jobs.created'),
      width: '128px',
      hideBelow: 'lg',
      cell: ({ createdAt }) => <Quietly at={createdAt} />,
    },
    {
      key: 'when',
      header: say(`jobs.${whens[state]}`),
      width: '148px',
      hideBelow: 'sm',
      cell: (job) => <Quietly at={whenOf(state, job)} />,
    },
  ]
}

const whens = { dead: 'stopped', failed: 'next', waiting: 'due', running: 'since' } as const

function whenOf(state: JobState, { updatedAt, runAt, lockedAt }: QueuedJob): string {
  if (state === 'dead') return updatedAt
  return state === 'running' ? (lockedAt ?? updatedAt) : runAt
}

const Quietly = ({ at }: { at: string }) => <RelativeTime at={at} className="whitespace-nowrap text-quiet" />

const firstLine = (text: string) => text.split('\n')[0]
