import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { explain } from '../../../app/http/explain.ts'
import { tell } from '../../../app/http/notices.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { Confirm } from '../../../app/pieces/Confirm.tsx'
import { useRemove } from '../webhooks.ts'
import { useWords } from '../words.ts'

type Props = { endpoint: WebhookEndpoint | null; onClose: () => void }

export function RemoveDialog({ endpoint, onClose }: Props) {
  const turn = useTurn(endpoint !== null)
  const shown = useLast(endpoint)
  return shown && <Removing key={turn} endpoint={shown} open={endpoint !== null} onClose={onClose} />
}

function Removing({
  endpoint,
  open,
  onClose,
}: {
  endpoint: WebhookEndpoint
  open: boolean
  onClose: () => void
}) {
  const say = useWords()
  const remove = useRemove(endpoint.id)
  const done = () => {
    tell(say('told.removed'))
    onClose()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={say('removing.title')}
      confirmLabel={say('removing.submit')}
      onConfirm={() => remove.mutate(undefined, { onSuccess: done })}
      loading={remove.isPending}
      error={remove.error && explain(remove.error)}
    >
      <p className="break-words">{say('removing.why', { url: endpoint.url })}</p>
    </Confirm>
  )
}
