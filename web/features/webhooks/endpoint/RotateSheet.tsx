import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { explain } from '../../../app/http/explain.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { SecretSheet } from '../form/SecretSheet.tsx'
import { useRotate } from '../webhooks.ts'
import { useWords } from '../words.ts'

type Props = { endpoint: WebhookEndpoint | null; onClose: () => void }

export function RotateSheet({ endpoint, onClose }: Props) {
  const turn = useTurn(endpoint !== null)
  const shown = useLast(endpoint)
  return shown && <Rotating key={turn} endpoint={shown} open={endpoint !== null} onClose={onClose} />
}

function Rotating({
  endpoint,
  open,
  onClose,
}: {
  endpoint: WebhookEndpoint
  open: boolean
  onClose: () => void
}) {
  const say = useWords()
  const pieces = usePieces()
  const rotate = useRotate(endpoint.id)
  return (
    <SecretSheet
      open={open}
      onClose={onClose}
      made={rotate.data}
      title={say('rotating.title')}
      footer={
        <>
          <Button onClick={onClose}>{pieces('cancel')}</Button>
          <Button variant="primary" loading={rotate.isPending} onClick={() => rotate.mutate()}>
            {say('rotating.submit')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pt-1 text-base text-pretty text-quiet">
        {rotate.error && <Callout tone="bad">{explain(rotate.error)}</Callout>}
        <p>{say('rotating.why')}</p>
      </div>
    </SecretSheet>
  )
}
