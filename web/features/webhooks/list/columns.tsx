import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { Badge, type Tone } from '../../../ui/display/Badge.tsx'
import type { Column } from '../../../ui/display/Table.tsx'
import { useWords } from '../words.ts'

type Props = { endpoint: WebhookEndpoint }

export function useColumns(): Column<WebhookEndpoint>[] {
  const say = useWords()
  return [
    {
      key: 'url',
      header: say('column.url'),
      rowHeader: true,
      cell: (endpoint) => <Address endpoint={endpoint} />,
    },
    {
      key: 'events',
      header: say('column.events'),
      width: '160px',
      hideBelow: 'sm',
      cell: (endpoint) => <EventCount endpoint={endpoint} />,
    },
    {
      key: 'state',
      header: say('column.state'),
      width: '120px',
      cell: (endpoint) => <StateBadge endpoint={endpoint} />,
    },
  ]
}

function Address({ endpoint: { url, description } }: Props) {
  return (
    <span className="flex min-w-0 flex-col py-1">
      <span className="break-words">{description ?? hostOf(url)}</span>
      <code className="font-mono text-xs font-normal break-all text-quiet">{url}</code>
    </span>
  )
}

export const hostOf = (url: string): string => URL.parse(url)?.host ?? url

export function EventCount({ endpoint: { events } }: Props) {
  const say = useWords()
  return <>{events.includes('*') ? say('all') : say('some', { count: events.length })}</>
}

type Standing = 'active' | 'paused' | 'failing' | 'troubled'

export const standingOf = ({ state, failingSince }: WebhookEndpoint): Standing =>
  state === 'active' && failingSince ? 'troubled' : state

const tones: Record<Standing, Tone> = { active: 'good', paused: 'neutral', failing: 'bad', troubled: 'warn' }

export function StateBadge({ endpoint }: Props) {
  const say = useWords()
  const standing = standingOf(endpoint)
  return <Badge tone={tones[standing]}>{say(`state.${standing}`)}</Badge>
}
