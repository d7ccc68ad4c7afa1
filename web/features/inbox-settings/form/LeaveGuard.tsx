import { useBlocker } from '@tanstack/react-router'
import { Confirm } from '../../../app/pieces/Confirm.tsx'
import { useWords } from '../words.ts'

export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const say = useWords()
  const blocker = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: dirty, withResolver: true })
  return (
    <Confirm
      open={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={say('leaving.title')}
      confirmLabel={say('leaving.leave')}
      cancelLabel={say('leaving.stay')}
      onConfirm={() => blocker.proceed?.()}
      loading={false}
    >
      <p>{say('leaving.why')}</p>
    </Confirm>
  )
}
