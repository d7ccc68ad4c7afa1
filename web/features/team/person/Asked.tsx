import type { Operator } from '#contract/team.ts'
import { tell } from '../../../app/http/notices.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { Confirm } from '../../../app/pieces/Confirm.tsx'
import { useDisableSecondFactor, useRemove } from '../people.ts'
import { whyNot } from '../refusals.ts'
import { useWords } from '../words.ts'
import type { Ask } from './asking.ts'
import { Reinviting, Resetting } from './LinkDialog.tsx'

type Props = { ask: Ask | null; onClose: () => void; onRemoved: () => void }
type DialogProps = { person: Operator; open: boolean; onClose: () => void }

/** The dialog for what was asked; it stays what it is while it goes away. */
export function Asked({ ask, onClose, onRemoved }: Props) {
  const last = useLast(ask)
  const turn = useTurn(ask !== null)
  if (!last) return null
  const { what, person } = last
  const props = { person, open: ask !== null, onClose }
  const key = `${turn} ${what}`
  if (what === 'remove') return <Removing key={key} {...props} onRemoved={onRemoved} />
  if (what === 'secondFactor') return <Disabling key={key} {...props} />
  if (what === 'reinvite') return <Reinviting key={key} {...props} />
  return <Resetting key={key} {...props} />
}

function Removing({ person, open, onClose, onRemoved }: DialogProps & { onRemoved: () => void }) {
  const say = useWords()
  const remove = useRemove()
  const { name } = person
  const done = () => {
    tell(say('removedNow', { name }))
    onClose()
    onRemoved()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={say('removing.title', { name })}
      confirmLabel={say('removing.submit')}
      onConfirm={() => remove.mutate(person, { onSuccess: done })}
      loading={remove.isPending}
      error={remove.error && whyNot(remove.error)}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4 marker:text-faint">
        <li>{say(person.state === 'invited' ? 'removing.nowInvited' : 'removing.now')}</li>
        {person.state !== 'invited' && <li>{say('removing.stays')}</li>}
        <li>{say('removing.back')}</li>
      </ul>
    </Confirm>
  )
}

function Disabling({ person, open, onClose }: DialogProps) {
  const say = useWords()
  const disable = useDisableSecondFactor()
  const { name } = person
  const done = () => {
    tell(say('secondFactorRemoved', { name }))
    onClose()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={say('disabling.title', { name })}
      confirmLabel={say('disabling.submit')}
      onConfirm={() => disable.mutate(person, { onSuccess: done })}
      loading={disable.isPending}
      error={disable.error && whyNot(disable.error)}
    >
      <p>{say('disabling.why')}</p>
      <p>{say('disabling.after')}</p>
    </Confirm>
  )
}
