import { ShieldCheck } from 'lucide-react'
import type { Operator } from '#contract/team.ts'
import { useCan, usePerson } from '../../app/session.ts'
import { useWords as useShell } from '../../app/words.ts'
import { Avatar, PresenceDot } from '../../ui/display/Avatar.tsx'
import { Badge } from '../../ui/display/Badge.tsx'
import { useFormat } from '../../ui/display/format.ts'
import type { Column } from '../../ui/display/Table.tsx'
import { RelativeTime } from '../../ui/display/Times.tsx'
import { CapacityCell } from './CapacityCell.tsx'
import { useWords } from './words.ts'

/** What administrators and managers see of everybody. */
export function useColumns(): Column<Operator>[] {
  const say = useWords()
  const format = useFormat()
  const mayEdit = useCan('operators:update')
  return [
    {
      key: 'person',
      header: say('column.person'),
      rowHeader: true,
      yields: true,
      cell: (person) => <Person person={person} />,
    },
    {
      key: 'role',
      header: say('column.role'),
      width: '132px',
      hideBelow: 'sm',
      cell: ({ role }) => say(`role.${role}`),
    },
    {
      key: 'secondFactor',
      header: say('column.secondFactor'),
      width: '124px',
      hideBelow: 'lg',
      cell: (person) => <SecondFactor person={person} />,
    },
    {
      key: 'seen',
      header: say('column.seen'),
      width: '136px',
      hideBelow: 'xl',
      cell: ({ lastSeenAt }) => (
        <span className="whitespace-nowrap text-quiet">
          {lastSeenAt ? <RelativeTime at={lastSeenAt} /> : say('never')}
        </span>
      ),
    },
    {
      key: 'capacity',
      header: say('column.capacity'),
      width: '104px',
      align: 'end',
      hideBelow: 'md',
      cell: (person) =>
        mayEdit && person.state !== 'removed' ? (
          <CapacityCell person={person} />
        ) : (
          format.number(person.capacity ?? 0)
        ),
    },
  ]
}

/** What everybody sees: with whom they work, and who is there. */
export function useNamesOnly(): Column<Operator>[] {
  const say = useWords()
  const shell = useShell()
  return [
    {
      key: 'person',
      header: say('column.person'),
      rowHeader: true,
      cell: ({ id, name }) => (
        <span className="flex items-center gap-3">
          <Avatar name={name} />
          <Name id={id} name={name} />
        </span>
      ),
    },
    {
      key: 'presence',
      header: say('column.presence'),
      width: '160px',
      cell: ({ presence, state }) =>
        state === 'active' ? (
          <span className="inline-flex items-center gap-2">
            <PresenceDot presence={presence} />
            {shell(`presence.${presence}`)}
          </span>
        ) : (
          <span className="text-quiet">{say(state === 'invited' ? 'pending' : 'removed')}</span>
        ),
    },
  ]
}

function Person({ person }: { person: Operator }) {
  const say = useWords()
  const shell = useShell()
  const { id, name, email, role, state, presence, locked } = person
  const here = state === 'active' && { presence, presenceLabel: shell(`presence.${presence}`) }
  return (
    <span className="flex min-w-0 items-center gap-3 py-1">
      <Avatar name={name} {...here} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Name id={id} name={name} />
          {state === 'invited' && <Badge tone="warn">{say('pending')}</Badge>}
          {state === 'removed' && <Badge>{say('removed')}</Badge>}
          {locked && <Badge tone="bad">{say('locked')}</Badge>}
        </span>
        <span className="block truncate text-xs font-normal text-quiet" title={email}>
          <span className="sm:hidden">{`${say(`role.${role}`)} · `}</span>
          {email}
        </span>
      </span>
    </span>
  )
}

function Name({ id, name }: { id: string; name: string }) {
  const say = useWords()
  const me = usePerson()
  return (
    <span className="break-words">
      {name}
      {id === me.id && <span className="font-normal text-quiet">{` (${say('you')})`}</span>}
    </span>
  )
}

function SecondFactor({ person: { secondFactor, state } }: { person: Operator }) {
  const say = useWords()
  if (state === 'invited') return null
  if (!secondFactor) return <span className="text-quiet">{say('off')}</span>
  return (
    <span className="inline-flex items-center gap-1.5">
      <ShieldCheck size={16} aria-hidden className="text-good" />
      {say('on')}
    </span>
  )
}
