import { Ban, RotateCw, Trash2 } from 'lucide-react'
import type { QueuedJob } from '#contract/operations.ts'
import { useLast } from '../../../app/pieces/act.ts'
import { useCan } from '../../../app/session.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Badge, type Tone } from '../../../ui/display/Badge.tsx'
import { type Fact, Facts } from '../../../ui/display/Facts.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { DateTime } from '../../../ui/display/Times.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { useWords } from '../words.ts'
import { errorOf } from './queue.ts'
import { useJobActs } from './useJobActs.ts'

type Props = { job: QueuedJob | null; onClose: () => void; onDiscard: (job: QueuedJob) => void }

export function JobSheet({ job, onClose, onDiscard }: Props) {
  const say = useWords()
  const shell = useShell()
  const mayManage = useCan('queues:manage')
  const shown = useLast(job)
  if (!shown) return null
  return (
    <Sheet
      open={job !== null}
      onOpenChange={(next) => next || onClose()}
      title={shown.job}
      description={say('details.title', { id: shown.id })}
      closeLabel={shell('close')}
      footer={
        mayManage && shown.state !== 'running' && <Acts job={shown} onDone={onClose} onDiscard={onDiscard} />
      }
    >
      <div className="flex flex-col gap-6 pt-1">
        <JobFacts job={shown} />
        <section className="flex flex-col gap-1.5">
          <h3 className="text-sm font-semibold">{say('details.error')}</h3>
          {shown.error ? (
            <pre className="overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap">
              {errorOf(shown.error)}
            </pre>
          ) : (
            <p className="text-sm text-quiet">{say('details.noError')}</p>
          )}
        </section>
      </div>
    </Sheet>
  )
}

const tones: Record<QueuedJob['state'], Tone> = {
  dead: 'bad',
  failed: 'warn',
  waiting: 'neutral',
  running: 'accent',
}

function JobFacts({ job }: { job: QueuedJob }) {
  const say = useWords()
  const format = useFormat()
  const { state, attempts, maxAttempts, createdAt, runAt, updatedAt, lockedAt, payloadKeys } = job
  const made = { made: format.number(attempts), most: format.number(maxAttempts) }
  const facts: Fact[] = [
    {
      term: say('details.state'),
      value: <Badge tone={tones[state]}>{say(`details.stateOf.${state}`)}</Badge>,
    },
    { term: say('jobs.attempts'), value: say('jobs.attemptsOf', made) },
    { term: say('details.created'), value: <DateTime at={createdAt} /> },
    { term: say('details.run'), value: <DateTime at={runAt} /> },
    { term: say('details.updated'), value: <DateTime at={updatedAt} /> },
    ...(lockedAt ? [{ term: say('details.locked'), value: <DateTime at={lockedAt} /> }] : []),
    ...(payloadKeys.length > 0
      ? [
          {
            term: say('details.keys'),
            value: (
              <>
                <code className="font-mono text-xs break-words">{payloadKeys.join(', ')}</code>
                <span className="block text-xs text-quiet">{say('details.keysWhy')}</span>
              </>
            ),
          },
        ]
      : []),
  ]
  return <Facts facts={facts} />
}

type ActsProps = { job: QueuedJob; onDone: () => void; onDiscard: (job: QueuedJob) => void }

function Acts({ job, onDone, onDiscard }: ActsProps) {
  const say = useWords()
  const { retry, cancel } = useJobActs()
  const then = (act: (job: QueuedJob) => void) => () => {
    act(job)
    onDone()
  }
  return (
    <>
      {job.state === 'dead' ? (
        <Button icon={Trash2} className="text-bad" onClick={() => onDiscard(job)}>
          {say('jobs.discard')}
        </Button>
      ) : (
        <Button icon={Ban} onClick={then(cancel)}>
          {say('jobs.cancel')}
        </Button>
      )}
      <Button variant="primary" icon={RotateCw} onClick={then(retry)}>
        {say('jobs.retry')}
      </Button>
    </>
  )
}
