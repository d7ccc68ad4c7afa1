import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { QueueStats } from '#contract/operations.ts'
import { tell } from '../../../app/http/notices.ts'
import { useTurn } from '../../../app/pieces/act.ts'
import { Confirm } from '../../../app/pieces/Confirm.tsx'
import { useCan } from '../../../app/session.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { useWords } from '../words.ts'
import { useRetryAll, whyNot } from './queue.ts'

type Props = { job: string | undefined; stats: QueueStats | undefined }

export function RetryAll({ job, stats }: Props) {
  const say = useWords()
  const mayManage = useCan('queues:manage')
  const [asking, setAsking] = useState(false)
  const turn = useTurn(asking)
  const dead = job ? stats?.jobs.find((each) => each.job === job)?.dead : stats?.dead
  if (!mayManage || !dead) return null
  return (
    <>
      <Button icon={RotateCw} onClick={() => setAsking(true)}>
        {say(job ? 'jobs.retryAllOf' : 'jobs.retryAll')}
      </Button>
      <Asking key={turn} open={asking} job={job} onClose={() => setAsking(false)} />
    </>
  )
}

function Asking({ open, job, onClose }: { open: boolean; job: string | undefined; onClose: () => void }) {
  const say = useWords()
  const retryAll = useRetryAll()
  const done = (count: number) => {
    tell(say('told.retriedAll', { count }))
    onClose()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      danger={false}
      title={job ? say('retrying.titleOf', { job }) : say('retrying.title')}
      confirmLabel={say('retrying.submit')}
      onConfirm={() => retryAll.mutate(job, { onSuccess: done })}
      loading={retryAll.isPending}
      error={retryAll.error && whyNot(retryAll.error)}
    >
      <p>{say('retrying.why')}</p>
    </Confirm>
  )
}
