import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { AddNumberDialog } from './AddNumberDialog.tsx'
import type { Asked } from './asking.ts'
import { NumberDialog } from './NumberDialog.tsx'
import { RemoveAccountDialog } from './RemoveAccountDialog.tsx'
import { RemoveNumberDialog } from './RemoveNumberDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import { TokenDialog } from './TokenDialog.tsx'

type Props = { asked: Asked | null; onClose: () => void; onRemoved: () => void }

/** Whichever was asked for; the last one stays while it closes, and begins afresh when it opens again. */
export function AskedDialogs({ asked, onClose, onRemoved }: Props) {
  const shown = useLast(asked)
  const turn = useTurn(asked !== null)
  if (!shown) return null
  const around = { open: asked !== null, onClose }
  switch (shown.what) {
    case 'rename':
      return <RenameDialog key={turn} account={shown.account} {...around} />
    case 'token':
      return <TokenDialog key={turn} account={shown.account} {...around} />
    case 'addNumber':
      return <AddNumberDialog key={turn} account={shown.account} {...around} />
    case 'remove':
      return <RemoveAccountDialog key={turn} account={shown.account} onRemoved={onRemoved} {...around} />
    case 'editNumber':
      return <NumberDialog key={turn} number={shown.number} {...around} />
    case 'removeNumber':
      return <RemoveNumberDialog key={turn} number={shown.number} {...around} />
  }
}
