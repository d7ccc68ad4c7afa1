import type { ParkedItem } from '#contract/parked.ts'
import { tell } from '../../../app/http/notices.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { Confirm } from '../../../app/pieces/Confirm.tsx'
import { useWords } from '../words.ts'
import { nameOf } from './columns.tsx'
import { useDismiss, whyNot } from './parked.ts'

type Props = { item: ParkedItem | null; onClose: () => void }

export function Dismissing({ item, onClose }: Props) {
  const turn = useTurn(item !== null)
  const shown = useLast(item)
  return shown && <Asking key={turn} item={shown} open={item !== null} onClose={onClose} />
}

function Asking({ item, open, onClose }: { item: ParkedItem; open: boolean; onClose: () => void }) {
  const say = useWords()
  const dismiss = useDismiss()
  const done = () => {
    tell(say('parked.dismissed'))
    onClose()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={say('parked.asking.title')}
      confirmLabel={say('parked.asking.submit')}
      onConfirm={() => dismiss.mutate(item, { onSuccess: done })}
      loading={dismiss.isPending}
      error={dismiss.error && whyNot(dismiss.error)}
    >
      <p className="font-medium text-ink">
        {nameOf(item.kind, say)}: {say(`parked.reason.${item.reason}`)}
      </p>
      <p>{say('parked.asking.why')}</p>
    </Confirm>
  )
}
