import type { Account } from '#contract/accounts.ts'
import { tell } from '../../../app/http/notices.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { ConfirmTyped } from '../../../ui/overlays/ConfirmTyped.tsx'
import { useRemove } from '../accounts.ts'
import { whyNot } from '../refusals.ts'
import { useWords } from '../words.ts'

type Props = { account: Account; open: boolean; onClose: () => void; onRemoved: () => void }

export function RemoveAccountDialog({ account: { id, name, numbers }, open, onClose, onRemoved }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const remove = useRemove(id)
  const done = () => {
    tell(say('told.removed', { name }))
    onClose()
    onRemoved()
  }
  return (
    <ConfirmTyped
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={say('removing.title', { name })}
      phrase={name}
      phraseLabel={say('removing.phrase', { name })}
      confirmLabel={say('removing.submit')}
      cancelLabel={pieces('cancel')}
      closeLabel={shell('close')}
      loading={remove.isPending}
      error={remove.error && whyNot(remove.error)}
      onConfirm={() => remove.mutate(undefined, { onSuccess: done })}
    >
      <p>{say('removing.gone', { count: numbers.length })}</p>
      <p className="mt-2">{say('removing.kept')}</p>
    </ConfirmTyped>
  )
}
