import { useNavigate } from '@tanstack/react-router'
import { History, KeyRound, LockOpen, MailPlus, PanelRight, Pencil, ShieldOff, UserMinus } from 'lucide-react'
import type { Operator } from '#contract/team.ts'
import { useCan, usePerson } from '../../app/session.ts'
import type { MenuEntry } from '../../ui/overlays/Menu.tsx'
import type { Ask } from './person/asking.ts'
import { useUnlocking } from './person/useUnlocking.ts'
import { useWords } from './words.ts'

type Entries = (MenuEntry | false)[]

/** What can be done with somebody, from the row. */
export function useMenu(open: (person: Operator) => void, ask: (ask: Ask) => void) {
  const say = useWords()
  const me = usePerson()
  const navigate = useNavigate()
  const mayEdit = useCan('operators:update')
  const mayRemove = useCan('operators:delete')
  const seesHistory = useCan('audit:read')
  const unlock = useUnlocking()

  return (person: Operator): Entries => {
    const editable = mayEdit && person.state !== 'removed'
    const joined = person.state === 'active'
    const asks = (what: Ask['what']) => () => ask({ what, person })
    return [
      {
        label: say(editable ? 'menu.edit' : 'menu.open'),
        icon: editable ? Pencil : PanelRight,
        onSelect: () => open(person),
      },
      seesHistory && {
        label: say('menu.history'),
        icon: History,
        onSelect: () => void navigate({ to: '/settings/audit', search: { about: person.id } }),
      },
      editable && 'separator',
      editable && !joined && { label: say('menu.reinvite'), icon: MailPlus, onSelect: asks('reinvite') },
      editable &&
        person.locked === true && {
          label: say('menu.unlock'),
          icon: LockOpen,
          onSelect: () => unlock(person),
        },
      editable && joined && { label: say('menu.resetLink'), icon: KeyRound, onSelect: asks('resetLink') },
      editable &&
        person.secondFactor === true && {
          label: say('menu.secondFactor'),
          icon: ShieldOff,
          onSelect: asks('secondFactor'),
        },
      ...(editable && mayRemove && person.id !== me.id
        ? ([
            'separator',
            { label: say('menu.remove'), icon: UserMinus, danger: true, onSelect: asks('remove') },
          ] as const)
        : []),
    ]
  }
}
