import { PanelRight, Pause, Pencil, Play, Trash2 } from 'lucide-react'
import type { Account, BusinessNumber } from '#contract/accounts.ts'
import { tell, tellProblem } from '../../../app/http/notices.ts'
import { useCan } from '../../../app/session.ts'
import type { MenuEntry } from '../../../ui/overlays/Menu.tsx'
import { useChangeNumber } from '../accounts.ts'
import type { Ask } from '../asking/asking.ts'
import { useWords } from '../words.ts'

/** Pausing and resuming are done at once, and taken back in the notice. */
export function usePausing() {
  const say = useWords()
  const { mutate } = useChangeNumber()
  const turn = (number: BusinessNumber, paused: boolean, onSuccess?: () => void) =>
    mutate({ number, change: { paused } }, { onError: tellProblem, ...(onSuccess && { onSuccess }) })
  return (number: BusinessNumber) => {
    const paused = number.state === 'active'
    turn(number, paused, () =>
      tell(say(paused ? 'told.paused' : 'told.resumed', { name: number.name }), () => turn(number, !paused)),
    )
  }
}

/** `open`: where the number is not open already. */
export function useMenu(
  account: Account,
  ask: Ask,
  open?: () => void,
): ((number: BusinessNumber) => (MenuEntry | false)[]) | undefined {
  const say = useWords()
  const mayManage = useCan('accounts:manage')
  const pause = usePausing()
  if (!mayManage) return undefined
  return (number) => [
    open !== undefined && { label: say('menu.details'), icon: PanelRight, onSelect: open },
    {
      label: say('menu.edit'),
      icon: Pencil,
      onSelect: () => ask({ what: 'editNumber', account, number }),
    },
    number.state === 'active'
      ? { label: say('menu.pause'), icon: Pause, onSelect: () => pause(number) }
      : { label: say('menu.resume'), icon: Play, onSelect: () => pause(number) },
    'separator',
    {
      label: say('menu.remove'),
      icon: Trash2,
      danger: true,
      onSelect: () => ask({ what: 'removeNumber', account, number }),
    },
  ]
}
