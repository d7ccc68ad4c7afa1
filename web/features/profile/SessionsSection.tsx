import { useQuery } from '@tanstack/react-query'
import { type LucideIcon, Monitor, Smartphone, SquareTerminal } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Session } from '#contract/team.ts'
import { explain } from '../../app/http/explain.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Badge } from '../../ui/display/Badge.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { useNow } from '../../ui/display/now.ts'
import { ErrorState } from '../../ui/feedback/ErrorState.tsx'
import { SkeletonRows } from '../../ui/feedback/Skeleton.tsx'
import { SettingsSection } from '../../ui/layout/Settings.tsx'
import { ConfirmPopover } from './ConfirmPopover.tsx'
import { sessionsQuery, useEndSessions } from './sessions.ts'
import { useWords } from './words.ts'

export function SessionsSection() {
  const say = useWords()
  return (
    <SettingsSection title={say('sessions.title')} description={say('sessions.why')}>
      <Sessions />
    </SettingsSection>
  )
}

/** As many as a careful person has; a program that signs in every day has many more. */
const ROOM = 5

function Sessions() {
  const say = useWords()
  const { data, error, refetch, isFetching } = useQuery(sessionsQuery)
  const { endOne, endOthers } = useEndSessions()
  const [all, setAll] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  // The button that was pressed goes with its row; the keyboard stays where the rows are.
  const end = (id: string) => {
    list.current?.focus()
    endOne(id)
  }
  if (error && !data) {
    return (
      <ErrorState
        compact
        title={say('sessions.failed')}
        retryLabel={say('retry')}
        onRetry={() => void refetch()}
        retrying={isFetching}
      >
        {explain(error)}
      </ErrorState>
    )
  }
  if (!data) return <SkeletonRows rows={2} />
  const sessions = [...data.data].sort(thisOneFirst)
  const shown = all ? sessions : sessions.slice(0, ROOM)
  const others = sessions.filter(({ current }) => !current).length
  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={say('sessions.list')}
        className="divide-y divide-line-soft outline-0"
      >
        {shown.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end(session.id)} />
        ))}
      </ul>
      <div className="flex min-h-14 flex-wrap items-center justify-end gap-2 px-4 py-2.5">
        {shown.length < sessions.length && (
          <Button variant="ghost" className="mr-auto -ml-3" onClick={() => setAll(true)}>
            {say('sessions.showAll', { count: sessions.length })}
          </Button>
        )}
        {others === 0 ? (
          <p className="flex-1 text-sm text-quiet">{say('sessions.only')}</p>
        ) : (
          <ConfirmPopover
            trigger={<Button>{say('sessions.endOthers')}</Button>}
            title={say('sessions.endOthersTitle', { count: others })}
            confirmLabel={say('sessions.endOthers')}
            onConfirm={endOthers}
          >
            {say('sessions.endOthersWhy')}
          </ConfirmPopover>
        )}
      </div>
    </>
  )
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const say = useWords()
  const device = session.device ?? say(session.kind === 'bearer' ? 'sessions.program' : 'sessions.unknown')
  const format = useFormat()
  const now = useNow()
  const ago = (at: string) => format.relative(new Date(at), now)
  const Icon = iconOf(session)
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon size={20} aria-hidden className="text-quiet" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-base font-medium">
          <span className="min-w-0 truncate">{device}</span>
          {session.current && <Badge tone="accent">{say('sessions.here')}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-quiet tabular-nums">
          {session.ip && <span>{say('sessions.from', { ip: session.ip })}</span>}
          <span>
            {session.current
              ? say('sessions.active')
              : say('sessions.seen', { when: ago(session.lastSeenAt) })}
          </span>
          <span>{say('sessions.since', { when: format.dateTime(new Date(session.createdAt)) })}</span>
        </p>
      </div>
      {!session.current && (
        <ConfirmPopover
          trigger={
            <Button size="sm" aria-label={say('sessions.endLabel', { device })}>
              {say('sessions.end')}
            </Button>
          }
          title={say('sessions.endTitle')}
          confirmLabel={say('sessions.end')}
          onConfirm={onEnd}
        >
          {say('sessions.endWhy', { device })}
        </ConfirmPopover>
      )}
    </li>
  )
}

const thisOneFirst = (a: Session, b: Session) =>
  Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt)

function iconOf({ kind, device }: Session): LucideIcon {
  if (kind === 'bearer') return SquareTerminal
  return /android|ios|mobile|phone/i.test(device ?? '') ? Smartphone : Monitor
}
