import type { QueuedJob } from '#contract/operations.ts'
import { tell } from '../../../app/http/notices.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { Confirm } from '../../../app/pieces/Confirm.tsx'
import { useWords } from '../words.ts'
import { useCancel, whyNot } from './queue.ts'

type Props = { job: QueuedJob | null; onClose: () => void; onDone: () => void }

export function Discarding({ job, ...props }: Props) {
  const turn = useTurn(job !== null)
  const shown = useLast(job)
  return shown && <Asking key={turn} job={shown} open={job !== null} {...props} />
}

function Asking({ job, open, onClose, onDone }: Props & { job: QueuedJob; open: boolean }) {
  const say = useWords()
  const discard = useCancel()
  const done = () => {
    tell(say('told.discarded'))
    onClose()
    onDone()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={say('discarding.title')}
      confirmLabel={say('discarding.submit')}
      onConfirm={() => discard.mutate(job, { onSuccess: done })}
      loading={discard.isPending}
      error={discard.error && whyNot(discard.error)}
    >
      <p className="font-medium break-all text-ink">{job.job}</p>
      <p>{say('discarding.why')}</p>
    </Confirm>
  )
}
