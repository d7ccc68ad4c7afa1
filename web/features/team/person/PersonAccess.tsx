import { Link } from '@tanstack/react-router'
import { History, KeyRound, LockOpen, MailPlus, ShieldOff, UserMinus } from 'lucide-react'
import type { Operator } from '#contract/team.ts'
import { useCan, usePerson } from '../../../app/session.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button, buttonStyles } from '../../../ui/controls/Button.tsx'
import { type Fact, Facts } from '../../../ui/display/Facts.tsx'
import { DateTime, RelativeTime } from '../../../ui/display/Times.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useWords } from '../words.ts'
import type { Ask } from './asking.ts'
import { useUnlocking } from './useUnlocking.ts'

type Props = { person: Operator; onAsk: (ask: Ask) => void }

/** What somebody is probably here for, before everything else. */
export function StandsOut({ person, onAsk }: Props) {
  const say = useWords()
  const unlock = useUnlocking()
  if (person.state === 'invited')
    return (
      <Callout
        title={say('person.waiting')}
        action={
          <Button size="sm" icon={MailPlus} onClick={() => onAsk({ what: 'reinvite', person })}>
            {say('menu.reinvite')}
          </Button>
        }
      >
        {say('person.waitingWhy')}
      </Callout>
    )
  if (!person.locked) return null
  return (
    <Callout
      tone="warn"
      title={say('person.lockedOut')}
      action={
        <Button size="sm" icon={LockOpen} onClick={() => unlock(person)}>
          {say('menu.unlock')}
        </Button>
      }
    >
      {say('person.lockedOutWhy')}
    </Callout>
  )
}

/** How somebody gets in, and how to help when they cannot. */
export function PersonAccess({ person, onAsk }: Props) {
  const say = useWords()
  const mayEdit = useCan('operators:update')
  const seesHistory = useCan('audit:read')
  const facts = useFacts(person)
  const gone = person.state === 'removed'
  return (
    <section className="flex flex-col gap-4">
      <h3 className="text-base font-semibold">{say('person.access')}</h3>
      {gone && <Callout>{say('person.gone')}</Callout>}
      <Facts facts={facts} />
      <div className="flex flex-wrap gap-2">
        {mayEdit && !gone && <Rescue person={person} onAsk={onAsk} />}
        {seesHistory && (
          <Link
            to="/settings/audit"
            search={{ about: person.id }}
            className={buttonStyles({ size: 'sm', className: 'pointer-coarse:px-3' })}
          >
            <History size={16} aria-hidden />
            {say('menu.history')}
          </Link>
        )}
      </div>
      {mayEdit && !gone && <Leave person={person} onAsk={onAsk} />}
      {!mayEdit && <p className="text-sm text-quiet">{say('person.readOnly')}</p>}
    </section>
  )
}

function useFacts(person: Operator): Fact[] {
  const say = useWords()
  const shell = useShell()
  const { state, presence, secondFactor, locked, lastSeenAt, createdAt } = person
  const joined = state !== 'invited'
  return [
    ...(state === 'active' ? [{ term: say('person.presence'), value: shell(`presence.${presence}`) }] : []),
    ...(state === 'active'
      ? [
          {
            term: say('person.signIn'),
            value: locked ? (
              <span className="font-medium text-bad">{say('person.signInLocked')}</span>
            ) : (
              say('person.signInFree')
            ),
          },
          { term: say('person.factor'), value: say(secondFactor ? 'person.factorOn' : 'person.factorOff') },
        ]
      : []),
    ...(joined
      ? [
          {
            term: say('person.seen'),
            value: lastSeenAt ? <RelativeTime at={lastSeenAt} /> : say('never'),
          },
        ]
      : []),
    ...(createdAt
      ? [
          {
            term: say(joined ? 'person.since' : 'person.invitedOn'),
            value: <DateTime at={createdAt} show="date" />,
          },
        ]
      : []),
  ]
}

function Rescue({ person, onAsk }: Props) {
  const say = useWords()
  if (person.state === 'invited') return null
  return (
    <>
      <Button size="sm" icon={KeyRound} onClick={() => onAsk({ what: 'resetLink', person })}>
        {say('menu.resetLink')}
      </Button>
      {person.secondFactor && (
        <Button size="sm" icon={ShieldOff} onClick={() => onAsk({ what: 'secondFactor', person })}>
          {say('menu.secondFactor')}
        </Button>
      )}
    </>
  )
}

function Leave({ person, onAsk }: Props) {
  const say = useWords()
  const me = usePerson()
  const mayRemove = useCan('operators:delete')
  if (!mayRemove) return null
  if (person.id === me.id) return <p className="text-sm text-quiet">{say('person.self')}</p>
  return (
    <div className="border-t border-line-soft pt-4">
      <Button
        size="sm"
        icon={UserMinus}
        className="text-bad"
        onClick={() => onAsk({ what: 'remove', person })}
      >
        {say('menu.remove')}
      </Button>
    </div>
  )
}
