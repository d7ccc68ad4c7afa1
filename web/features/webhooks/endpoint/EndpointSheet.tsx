import { Pause, Play, Send } from 'lucide-react'
import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { tell, tellProblem, tellWarning } from '../../../app/http/notices.ts'
import { useLast } from '../../../app/pieces/act.ts'
import { useCan } from '../../../app/session.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { hostOf } from '../list/columns.tsx'
import { usePause, usePing, useResume } from '../webhooks.ts'
import { useWords } from '../words.ts'
import { DeliveryList } from './DeliveryList.tsx'
import { EndpointFacts, StandsOut } from './EndpointFacts.tsx'
import { failureOf } from './failure.ts'

type Props = { endpoint: WebhookEndpoint | null; creator: string | undefined; onClose: () => void }

export function EndpointSheet({ endpoint, creator, onClose }: Props) {
  const shell = useShell()
  const shown = useLast(endpoint)
  const lastCreator = useLast(creator)
  const mayManage = useCan('webhooks:manage')
  if (!shown) return null
  return (
    <Sheet
      size="lg"
      open={endpoint !== null}
      onOpenChange={(next) => next || onClose()}
      title={shown.description ?? hostOf(shown.url)}
      closeLabel={shell('close')}
    >
      <div className="flex flex-col gap-6 pt-1">
        <StandsOut endpoint={shown} />
        <EndpointFacts endpoint={shown} creator={lastCreator ?? undefined} />
        {mayManage && <Acts endpoint={shown} />}
        <DeliveryList key={shown.id} endpoint={shown} />
      </div>
    </Sheet>
  )
}

function Acts({ endpoint: { id, state } }: { endpoint: WebhookEndpoint }) {
  const say = useWords()
  const ping = usePing(id)
  const pause = usePause(id)
  const resume = useResume(id)
  const test = () =>
    ping.mutate(undefined, {
      onSuccess: (came) =>
        came.delivered
          ? tell(say('told.received', { status: came.status ?? '' }))
          : tellWarning(say('told.refused', { why: failureOf(came) ?? '' })),
      onError: tellProblem,
    })
  const act = (acting: typeof pause, done: 'paused' | 'resumed') => () =>
    acting.mutate(undefined, { onSuccess: () => tell(say(`told.${done}`)), onError: tellProblem })
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" icon={Send} loading={ping.isPending} onClick={test}>
        {say('menu.test')}
      </Button>
      {state === 'active' ? (
        <Button size="sm" icon={Pause} loading={pause.isPending} onClick={act(pause, 'paused')}>
          {say('menu.pause')}
        </Button>
      ) : (
        <Button size="sm" icon={Play} loading={resume.isPending} onClick={act(resume, 'resumed')}>
          {say('menu.resume')}
        </Button>
      )}
    </div>
  )
}
