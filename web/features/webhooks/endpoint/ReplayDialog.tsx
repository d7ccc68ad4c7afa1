import { useState } from 'react'
import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { explain } from '../../../app/http/explain.ts'
import { tell } from '../../../app/http/notices.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { Confirm } from '../../../app/pieces/Confirm.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { useReplaySince } from '../webhooks.ts'
import { useWords } from '../words.ts'

type Props = { endpoint: WebhookEndpoint | null; onClose: () => void }

export function ReplayDialog({ endpoint, onClose }: Props) {
  const turn = useTurn(endpoint !== null)
  const shown = useLast(endpoint)
  return shown && <Replaying key={turn} endpoint={shown} open={endpoint !== null} onClose={onClose} />
}

function Replaying({
  endpoint,
  open,
  onClose,
}: {
  endpoint: WebhookEndpoint
  open: boolean
  onClose: () => void
}) {
  const say = useWords()
  const replay = useReplaySince(endpoint.id)
  const [since, setSince] = useState('')
  const [tried, setTried] = useState(false)
  // As typed it is the time where the person is.
  const moment = new Date(since)
  const usable = moment.getTime() < Date.now()
  const submit = () => {
    setTried(true)
    if (usable) replay.mutate(moment.toISOString(), { onSuccess: done })
  }
  const done = () => {
    tell(say('told.replaying'))
    onClose()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      danger={false}
      title={say('replaying.title')}
      confirmLabel={say('replaying.submit')}
      onConfirm={submit}
      loading={replay.isPending}
      error={replay.error && explain(replay.error)}
    >
      <p>{say('replaying.why')}</p>
      <Field label={say('replaying.since')} error={tried && !usable ? say('replaying.missing') : null}>
        <Input type="datetime-local" value={since} onChange={(event) => setSince(event.target.value)} />
      </Field>
    </Confirm>
  )
}
