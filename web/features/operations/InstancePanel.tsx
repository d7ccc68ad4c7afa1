import type { InstanceState } from '#contract/operations.ts'
import { LoadProblem } from '../../app/pieces/LoadProblem.tsx'
import { cn } from '../../ui/classes.ts'
import { type Fact, Facts } from '../../ui/display/Facts.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { SkeletonText } from '../../ui/feedback/Skeleton.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useInstance } from './health.ts'
import { useWords } from './words.ts'

export function InstancePanel() {
  const say = useWords()
  const { data, error, fetchStatus, isFetching, refetch } = useInstance()
  const offline = fetchStatus === 'paused'
  return (
    <Panel title={say('instance.title')}>
      {data ? (
        <InstanceFacts instance={data} />
      ) : error || offline ? (
        <LoadProblem
          compact
          title={say('instance.failed')}
          error={error}
          offline={offline}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : (
        <SkeletonText lines={9} />
      )}
    </Panel>
  )
}

const LITTLE = 2_000_000_000

function InstanceFacts({ instance }: { instance: InstanceState }) {
  const say = useWords()
  const format = useFormat()
  const { version, node, roles, uptimeSeconds, database, freeBytes, files, sandbox } = instance
  const facts: Fact[] = [
    { term: say('instance.version'), value: version },
    { term: say('instance.node'), value: node },
    {
      term: say('instance.roles'),
      value: roles.map((role) => say(`instance.role.${role}`)).join(', '),
    },
    { term: say('instance.uptime'), value: format.duration(uptimeSeconds * 1000) },
    {
      term: say('instance.database'),
      value: say(`instance.${database.kind}`, { version: database.version }),
    },
    { term: say('instance.size'), value: format.bytes(database.sizeBytes) },
    { term: say('instance.schema'), value: String(database.schemaVersion) },
    {
      term: say('instance.free'),
      value: (
        <span className={cn(freeBytes < LITTLE && 'font-medium text-warn')}>{format.bytes(freeBytes)}</span>
      ),
    },
    { term: say('instance.files'), value: say(`instance.${files}`) },
    { term: say('instance.sandbox'), value: say(sandbox ? 'instance.on' : 'instance.off') },
  ]
  return <Facts facts={facts} />
}
