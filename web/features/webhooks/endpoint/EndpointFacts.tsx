import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { type Fact, Facts } from '../../../ui/display/Facts.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { DateTime } from '../../../ui/display/Times.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { standingOf } from '../list/columns.tsx'
import { useWords } from '../words.ts'

type Props = { endpoint: WebhookEndpoint }

/** What should be seen before anything else. */
export function StandsOut({ endpoint }: Props) {
  const say = useWords()
  const format = useFormat()
  const standing = standingOf(endpoint)
  if (standing === 'active') return null
  if (standing === 'failing') return <Callout tone="bad">{say('detail.failing')}</Callout>
  if (standing === 'paused') return <Callout>{say('detail.paused')}</Callout>
  const date = format.dateTime(new Date(endpoint.failingSince ?? ''))
  return <Callout tone="warn">{say('detail.troubled', { date })}</Callout>
}

export function EndpointFacts({ endpoint, creator }: Props & { creator: string | undefined }) {
  const say = useWords()
  const format = useFormat()
  const { url, events, createdAt, createdBy, previousSecretUntil } = endpoint
  const facts: Fact[] = [
    { term: say('column.url'), value: <code className="font-mono break-all">{url}</code> },
    {
      term: say('detail.events'),
      value: events.includes('*') ? (
        say('all')
      ) : (
        <code className="font-mono text-xs break-words">{events.join(', ')}</code>
      ),
    },
    { term: say('detail.created'), value: <DateTime at={createdAt} /> },
    { term: say('detail.createdBy'), value: createdBy === null ? say('detail.byNobody') : creator },
  ]
  return (
    <div className="flex flex-col gap-3">
      <Facts facts={facts} />
      {previousSecretUntil && (
        <p className="text-sm text-quiet">
          {say('detail.bothUntil', { date: format.dateTime(new Date(previousSecretUntil)) })}
        </p>
      )}
    </div>
  )
}
