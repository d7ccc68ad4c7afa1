import { Ban, PanelRight, RotateCw, Trash2 } from 'lucide-react'
import type { QueuedJob } from '#contract/operations.ts'
import { useCan } from '../../../app/session.ts'
import type { MenuEntry } from '../../../ui/overlays/Menu.tsx'
import { useWords } from '../words.ts'
import { useJobActs } from './useJobActs.ts'

export function useMenu(open: (job: QueuedJob) => void, discard: (job: QueuedJob) => void) {
  const say = useWords()
  const mayManage = useCan('queues:manage')
  const { retry, cancel } = useJobActs()
  return (job: QueuedJob): (MenuEntry | false)[] => {
    const idle = mayManage && job.state !== 'running'
    return [
      { label: say('jobs.details'), icon: PanelRight, onSelect: () => open(job) },
      idle && { label: say('jobs.retry'), icon: RotateCw, onSelect: () => retry(job) },
      idle && 'separator',
      idle &&
        (job.state === 'dead'
          ? { label: say('jobs.discard'), icon: Trash2, danger: true, onSelect: () => discard(job) }
          : { label: say('jobs.cancel'), icon: Ban, danger: true, onSelect: () => cancel(job) }),
    ]
  }
}
