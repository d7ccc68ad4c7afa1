import { useId } from 'react'
import type { Account } from '#contract/accounts.ts'
import { tell } from '../../../app/http/notices.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { useConnect } from '../accounts.ts'
import { useWords } from '../words.ts'
import { NewAccountForm } from './NewAccountForm.tsx'

/** Begins afresh each time it is opened: give it the turn as its key. */
type Props = { open: boolean; onClose: () => void; onConnected: (account: Account) => void }

export function NewAccountSheet({ open, onClose, onConnected }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const form = useId()
  const connect = useConnect()
  const connected = (account: Account) => {
    tell(say('told.connected', { name: account.name, count: account.numbers.length }))
    onConnected(account)
  }
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={say('form.title')}
      description={say('form.about')}
      closeLabel={shell('close')}
      footer={
        <>
          {connect.isPending && (
            <p role="status" className="mr-auto self-center text-sm text-quiet">
              {say('form.asking')}
            </p>
          )}
          <Button onClick={onClose}>{pieces('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={connect.isPending}>
            {say('form.submit')}
          </Button>
        </>
      }
    >
      <NewAccountForm
        id={form}
        error={connect.error}
        onSubmit={(wanted) => connect.isPending || connect.mutate(wanted, { onSuccess: connected })}
      />
    </Sheet>
  )
}
