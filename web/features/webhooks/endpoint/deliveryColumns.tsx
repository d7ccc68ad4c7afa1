import type { DeliveryState, WebhookDelivery } from '#contract/webhooks.ts'
import { Badge, type Tone } from '../../../ui/display/Badge.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { useNow } from '../../../ui/display/now.ts'
import type { Column } from '../../../ui/display/Table.tsx'
import { RelativeTime } from '../../../ui/display/Times.tsx'
import { useWords } from '../words.ts'
import { failureOf } from './failure.ts'

const tones: Record<DeliveryState, Tone> = { waiting: 'neutral', delivered: 'good', failed: 'bad' }

export function useDeliveryColumns(): Column<WebhookDelivery>[] {
  const say = useWords()
  return [
    {
      key: 'event',
      header: say('delivery.event'),
      rowHeader: true,
      cell: (delivery) => <Event delivery={delivery} />,
    },
    {
      key: 'state',
      header: say('delivery.state'),
      width: '104px',
      cell: ({ state }) => <Badge tone={tones[state]}>{say(`delivery.${state}`)}</Badge>,
    },
    {
      key: 'when',
      header: say('delivery.when'),
      width: '112px',
      hideBelow: 'sm',
      cell: ({ settledAt, createdAt }) => (
        <RelativeTime at={settledAt ?? createdAt} className="whitespace-nowrap text-quiet" />
      ),
    },
  ]
}

function Event({ delivery }: { delivery: WebhookDelivery }) {
  const say = useWords()
  const format = useFormat()
  const now = useNow()
  const { event, attempts, nextAt } = delivery
  const failure = failureOf(delivery)
  const next = failure && nextAt && say('delivery.next', { when: format.relative(new Date(nextAt), now) })
  const notes = [failure, attempts > 1 && say('delivery.attempts', { count: attempts }), next].filter(Boolean)
  return (
    <span className="flex min-w-0 flex-col py-1">
      <code className="font-mono text-xs break-all">{event}</code>
      {notes.length > 0 && <span className="text-xs font-normal text-quiet">{notes.join(' · ')}</span>}
    </span>
  )
}
