import type { QueuedJob } from '#contract/operations.ts'
import { tell } from '../../../app/http/notices.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { notify } from '../../../ui/overlays/notify.ts'
import { useWords } from '../words.ts'
import { useCancel, useRetry, whyNot } from './queue.ts'

/** What needs no question: a retry is harmless, and a cancelled job can be taken up again. */
export function useJobActs() {
  const say = useWords()
  const shell = useShell()
  const retrying = useRetry()
  const cancelling = useCancel()
  const onError = (error: unknown) =>
    notify({ title: whyNot(error), tone: 'bad', closeLabel: shell('close'), id: 'problem' })
  const retry = (job: Pick<QueuedJob, 'id'>) =>
    retrying.mutate(job, { onSuccess: () => tell(say('told.retried')), onError })
  return {
    retry,
    cancel: (job: QueuedJob) =>
      cancelling.mutate(job, { onSuccess: () => tell(say('told.cancelled'), () => retry(job)), onError }),
  }
}
