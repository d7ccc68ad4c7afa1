import { Link } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import type { Operator } from '#contract/team.ts'
import { explain } from '../../app/http/explain.ts'
import { useCan, usePerson } from '../../app/session.ts'
import { useWords as useAppWords } from '../../app/words.ts'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { Avatar } from '../../ui/display/Avatar.tsx'
import { EmptyState } from '../../ui/feedback/EmptyState.tsx'
import { ErrorState } from '../../ui/feedback/ErrorState.tsx'
import { SkeletonRows } from '../../ui/feedback/Skeleton.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useSections } from '../settings/sections.ts'
import { useTeam } from './team.ts'
import { useWords } from './words.ts'

/** Who else is here, as it is right now: presence is told live. */
export function Colleagues() {
  const say = useWords()
  const me = usePerson()
  const team = useTeam()
  const others = (team.data?.data ?? [])
    .filter(({ id, state }) => id !== me.id && state === 'active')
    .sort(presentFirst)
  const available = others.filter(({ presence }) => presence === 'online').length
  return (
    <Panel
      flush
      title={say('colleagues.title')}
      description={others.length > 0 && say('colleagues.count', { count: available })}
    >
      <div className="border-t border-line-soft">
        {team.isPending ? (
          <SkeletonRows rows={3} />
        ) : others.length > 0 ? (
          <People others={others} />
        ) : team.isError ? (
          <ErrorState
            compact
            title={say('colleagues.failed')}
            retryLabel={say('retry')}
            onRetry={() => void team.refetch()}
            retrying={team.isFetching}
          >
            {explain(team.error)}
          </ErrorState>
        ) : (
          <Alone />
        )}
      </div>
    </Panel>
  )
}

/** Whoever is away or here by name; the rest as a number. */
function People({ others }: { others: Operator[] }) {
  const say = useWords()
  const words = useAppWords()
  const here = others.filter(({ presence }) => presence !== 'offline')
  const shown = here.length > 0 ? here : others.slice(0, 5)
  const rest = others.length - shown.length
  return (
    <>
      <ul>
        {shown.map(({ id, name, role, presence }) => (
          <li
            key={id}
            className="flex items-center gap-3 border-b border-line-soft px-4 py-2.5 last:border-b-0"
          >
            <Avatar name={name} presence={presence} />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-base font-medium">{name}</span>
              <span className="block text-sm text-quiet">{say(`roles.${role}`)}</span>
            </span>
            <span className="text-sm text-quiet">{words(`presence.${presence}`)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="border-t border-line-soft px-4 py-2.5 text-sm text-quiet">
          {say('colleagues.others', { count: rest })}
        </p>
      )}
    </>
  )
}

function Alone() {
  const say = useWords()
  const mayInvite = useCan('operators:create')
  const team = useSections().find(({ to }) => to === '/settings/team')
  return (
    <EmptyState
      compact
      icon={Users}
      title={say('colleagues.noneTitle')}
      action={
        mayInvite &&
        team && (
          <Link to={team.to} className={buttonStyles({ variant: 'primary' })}>
            {say('colleagues.invite')}
          </Link>
        )
      }
    >
      {say('colleagues.none')}
    </EmptyState>
  )
}

const order = { online: 0, away: 1, offline: 2 }
const presentFirst = (a: Operator, b: Operator) =>
  order[a.presence] - order[b.presence] || a.name.localeCompare(b.name)
