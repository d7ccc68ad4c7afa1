import { useId } from 'react'
import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { tell } from '../../../app/http/notices.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { useChange } from '../webhooks.ts'
import { useWords } from '../words.ts'
import { EndpointForm } from './EndpointForm.tsx'

type Props = { endpoint: WebhookEndpoint | null; onClose: () => void }

export function EditEndpointSheet({ endpoint, onClose }: Props) {
  const turn = useTurn(endpoint !== null)
  const shown = useLast(endpoint)
  return shown && <Editing key={turn} endpoint={shown} open={endpoint !== null} onClose={onClose} />
}

type EditingProps = { endpoint: WebhookEndpoint; open: boolean; onClose: () => void }

function Editing({ endpoint, open, onClose }: EditingProps) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const form = useId()
  const change = useChange(endpoint.id)
  const saved = () => {
    tell(say('form.saved'))
    onClose()
  }
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={say('form.edit')}
      closeLabel={shell('close')}
      footer={
        <>
          <Button onClick={onClose}>{pieces('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={change.isPending}>
            {pieces('save')}
          </Button>
        </>
      }
    >
      <EndpointForm
        id={form}
        endpoint={endpoint}
        error={change.error}
        onSubmit={(wanted) => change.isPending || change.mutate(wanted, { onSuccess: saved })}
      />
    </Sheet>
  )
}
