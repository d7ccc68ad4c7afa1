import type { ApiKey } from '#contract/api-keys.ts'
import { cn } from '../../ui/classes.ts'
import { Badge } from '../../ui/display/Badge.tsx'
import { useNow } from '../../ui/display/now.ts'
import type { Column } from '../../ui/display/Table.tsx'
import { DateTime, RelativeTime } from '../../ui/display/Times.tsx'
import { endsSoon, standingOf } from './expiry.ts'
import { reachOf } from './permissions/permissions.ts'
import { useWords } from './words.ts'

export function useColumns(creatorOf: (id: string | null) => string | undefined): Column<ApiKey>[] {
  const say = useWords()
  return [
    { key: 'name', header: say('column.name'), rowHeader: true, cell: (key) => <Name apiKey={key} /> },
    {
      key: 'reach',
      header: say('column.reach'),
      hideBelow: 'sm',
      cell: (key) => <ReachOf apiKey={key} />,
    },
    {
      key: 'createdBy',
      header: say('column.createdBy'),
      hideBelow: 'lg',
      cell: ({ createdBy }) => (createdBy === null ? say('byNobody') : creatorOf(createdBy)),
    },
    {
      key: 'expires',
      header: say('column.expires'),
      width: '132px',
      hideBelow: 'md',
      cell: (key) => <Expires apiKey={key} />,
    },
    {
      key: 'used',
      header: say('column.used'),
      width: '132px',
      hideBelow: 'lg',
      cell: ({ lastUsedAt }) => (
        <span className="whitespace-nowrap text-quiet">
          {lastUsedAt ? <RelativeTime at={lastUsedAt} /> : say('neverUsed')}
        </span>
      ),
    },
  ]
}

type Props = { apiKey: ApiKey }

function Name({ apiKey }: Props) {
  const over = standingOf(apiKey, useNow()) !== 'active'
  return (
    <span className="flex min-w-0 flex-col py-1">
      <span className="flex flex-wrap items-center gap-x-2">
        <span className={cn('break-words', over && 'text-quiet')}>{apiKey.name}</span>
        <StandingBadge apiKey={apiKey} />
      </span>
      <span className="text-xs font-normal text-quiet">
        <code className="font-mono">{`${apiKey.prefix}…`}</code>
        <span className="sm:hidden">
          {' · '}
          <ReachOf apiKey={apiKey} />
        </span>
      </span>
    </span>
  )
}

export function StandingBadge({ apiKey }: Props) {
  const say = useWords()
  const standing = standingOf(apiKey, useNow())
  if (standing === 'active') return null
  return <Badge tone={standing === 'expired' ? 'warn' : 'neutral'}>{say(standing)}</Badge>
}

export function ReachOf({ apiKey: { scopes } }: Props) {
  const say = useWords()
  const reach = reachOf(scopes)
  return <>{reach === 'some' ? say('some', { count: scopes.length }) : say(`reach.${reach}`)}</>
}

function Expires({ apiKey }: Props) {
  const say = useWords()
  const now = useNow()
  const { expiresAt } = apiKey
  if (expiresAt === null) return <span className="text-quiet">{say('noExpiry')}</span>
  const warns = standingOf(apiKey, now) === 'active' && endsSoon(expiresAt, now)
  return (
    <span className={cn('whitespace-nowrap', warns ? 'font-medium text-warn' : 'text-quiet')}>
      {warns ? <RelativeTime at={expiresAt} /> : <DateTime at={expiresAt} show="date" />}
    </span>
  )
}
