import { Link } from '@tanstack/react-router'
import { Check, ExternalLink, KeyRound, ShieldCheck, Smartphone, UserRoundPlus, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { usePerson } from '../../app/session.ts'
import { cn } from '../../ui/classes.ts'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { Skeleton } from '../../ui/feedback/Skeleton.tsx'
import type { Icon } from '../../ui/icon.ts'
import { PresenceControl } from '../presence/PresenceControl.tsx'
import type { Step, StepName } from './steps.ts'
import { useTeam } from './team.ts'
import { useWords } from './words.ts'

/** A step that is done stays in sight, quieter: it shows what was achieved. The next one has the strong button. */
export function StepRow({ step: { name, state }, next }: { step: Step; next: boolean }) {
  const say = useWords()
  const why = useWhy(name, state === 'done')
  const done = state === 'done'
  return (
    <li className="flex gap-3.5 px-4 py-4">
      <Mark icon={icons[name]} done={done} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-base font-semibold">
          {say(`${name}.title`)}
          {done && <span className="sr-only">{`: ${say('start.done')}`}</span>}
        </p>
        <p className="mt-0.5 text-sm text-pretty text-quiet">{why}</p>
        {state === 'unknown' && <p className="mt-1 text-xs text-warn">{say('start.unknown')}</p>}
        {state === 'checking' ? (
          <Skeleton className="mt-3 h-8 w-36" />
        ) : (
          <Actions name={name} done={done} next={next} />
        )}
      </div>
    </li>
  )
}

function Mark({ icon: Icon, done }: { icon: Icon; done: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-9 shrink-0 place-items-center rounded-[11px_11px_11px_4px] border transition-[background-color,color]',
        done ? 'border-good-line bg-good-tint text-good' : 'border-accent-line bg-accent-tint text-accent',
      )}
    >
      {done ? <Check size={18} /> : <Icon size={18} />}
    </span>
  )
}

function useWhy(name: StepName, done: boolean): string {
  const say = useWords()
  const { id, role } = usePerson()
  const { data } = useTeam()
  // Only the first administrator got a password from the installation; whoever was invited chose one.
  const since = data?.data.find((person) => person.id === id)?.createdAt ?? ''
  const invited = data?.data.some(({ createdAt = since }) => createdAt < since)
  if (name === 'available') return say('available.why')
  if (name === 'phone') return say(done ? 'phone.whyDone' : 'phone.why')
  if (name === 'protect')
    return say(done ? 'protect.whyDone' : role === 'admin' && !invited ? 'protect.whyFirst' : 'protect.why')
  if (name === 'invite')
    return done ? say('invite.whyDone', { count: (data?.data.length ?? 2) - 1 }) : say('invite.why')
  return say(done ? 'key.whyDone' : 'key.why')
}

function Actions({ name, done, next }: { name: StepName; done: boolean; next: boolean }) {
  const say = useWords()
  const styles = buttonStyles({ variant: next ? 'primary' : 'secondary' })
  if (name === 'available') return <PresenceControl className="mt-3" />
  if (name === 'protect') {
    return (
      <Line>
        {!done && (
          <Link to="/settings/security/second-factor" className={styles}>
            {say('protect.action')}
          </Link>
        )}
        <Link to="/settings/security" search={{ change: 'password' }} className={buttonStyles()}>
          {say('protect.password')}
        </Link>
      </Line>
    )
  }
  if (name === 'invite') {
    return (
      <Line>
        <Link to={done ? '/settings/team' : '/settings/team/invite'} className={styles}>
          {say(done ? 'invite.actionDone' : 'invite.action')}
        </Link>
      </Line>
    )
  }
  if (name === 'phone') {
    return (
      <Line>
        {/* Served by the server and not by this app. */}
        <a href="/sandbox/" target="_blank" rel="noreferrer" className={styles}>
          {say('phone.action')}
          <ExternalLink size={14} aria-hidden />
        </a>
      </Line>
    )
  }
  return (
    <Line>
      <Link to={done ? '/settings/api-keys' : '/settings/api-keys/new'} className={styles}>
        {say(done ? 'key.actionDone' : 'key.action')}
      </Link>
      {/* Served by the server and not by this app. */}
      <a href="/docs" target="_blank" rel="noreferrer" className={buttonStyles({ variant: 'ghost' })}>
        {say('key.docs')}
        <ExternalLink size={14} aria-hidden />
      </a>
    </Line>
  )
}

const Line = ({ children }: { children: ReactNode }) => (
  <div className="mt-3 flex flex-wrap gap-2">{children}</div>
)

const icons: Record<StepName, Icon> = {
  protect: ShieldCheck,
  phone: Smartphone,
  available: Users,
  invite: UserRoundPlus,
  key: KeyRound,
}
