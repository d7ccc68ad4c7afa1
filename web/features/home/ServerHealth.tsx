import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck } from 'lucide-react'
import type { InstanceState } from '#contract/operations.ts'
import { api } from '../../app/api.ts'
import { explain } from '../../app/http/explain.ts'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { Badge } from '../../ui/display/Badge.tsx'
import { Facts } from '../../ui/display/Facts.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { ErrorState } from '../../ui/feedback/ErrorState.tsx'
import { SkeletonText } from '../../ui/feedback/Skeleton.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useSections } from '../settings/sections.ts'
import { pt, useWords } from './words.ts'

/** As GET /api/health answers; the server has no contract file for it. */
type Health = { status: string; components: Record<string, { ok: boolean }> }

export function ServerHealth() {
  const say = useWords()
  const details = useSections().find(({ to }) => to === '/settings/operations')
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => api.get<Health>('/health', { signal }),
    refetchInterval: 30_000,
  })
  const well = health.data?.status === 'ok'
  return (
    <Panel
      title={say('health.title')}
      actions={
        health.data && (
          <Badge tone={well ? 'good' : 'bad'} dot>
            {say(well ? 'health.ok' : 'health.degraded')}
          </Badge>
        )
      }
      footer={
        details && (
          <Link to={details.to} className={buttonStyles({ size: 'sm' })}>
            {say('health.details')}
          </Link>
        )
      }
    >
      {health.data ? (
        <div className="flex flex-col gap-4">
          <Parts components={health.data.components} />
          <About />
        </div>
      ) : health.error ? (
        <ErrorState
          compact
          title={say('health.failed')}
          retryLabel={say('retry')}
          onRetry={() => void health.refetch()}
          retrying={health.isFetching}
        >
          {explain(health.error)}
        </ErrorState>
      ) : (
        <SkeletonText lines={4} />
      )}
    </Panel>
  )
}

type Known = keyof typeof pt.health.part
const known = (name: string): name is Known => name in pt.health.part

function Parts({ components }: Pick<Health, 'components'>) {
  const say = useWords()
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {Object.entries(components).map(([name, { ok }]) => (
        <li key={name} className="flex items-start gap-2">
          {ok ? (
            <CircleCheck size={16} aria-hidden className="mt-px text-good" />
          ) : (
            <CircleAlert size={16} aria-hidden className="mt-px text-bad" />
          )}
          <span className="min-w-0 flex-1">
            <span className="flex justify-between gap-3">
              <span>{known(name) ? say(`health.part.${name}`) : name}</span>
              <span className={ok ? 'text-quiet' : 'font-medium text-bad'}>
                {say(ok ? 'health.well' : 'health.ill')}
              </span>
            </span>
            {!ok && (
              <span className="block text-quiet">
                {say(known(name) ? `health.wrong.${name}` : 'health.wrong.other')}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function About() {
  const say = useWords()
  const format = useFormat()
  const { data } = useQuery({
    queryKey: ['operations', 'instance'],
    queryFn: ({ signal }) => api.get<InstanceState>('/operations/instance', { signal }),
    refetchInterval: 60_000,
  })
  if (!data) return null
  return (
    <Facts
      className="border-t border-line-soft pt-3"
      facts={[
        { term: say('health.version'), value: data.version },
        { term: say('health.uptime'), value: format.duration(Math.max(60, data.uptimeSeconds) * 1000) },
        { term: say('health.free'), value: format.bytes(data.freeBytes) },
      ]}
    />
  )
}
