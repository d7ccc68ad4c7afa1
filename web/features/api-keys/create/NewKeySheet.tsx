import { useId, useState } from 'react'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { useCreateKey } from '../keys.ts'
import { useWords } from '../words.ts'
import { KeyReady } from './KeyReady.tsx'
import { NewKeyForm } from './NewKeyForm.tsx'

/** Begins afresh each time it is opened: give it the turn as its key. */
type Props = { open: boolean; onClose: () => void }

export function NewKeySheet({ open, onClose }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const form = useId()
  const create = useCreateKey()
  const [leaving, setLeaving] = useState(false)
  const created = create.data
  // Whoever closes by a slip loses the key for good: only the button that says so closes at once.
  const tryToClose = () => (created ? setLeaving(true) : onClose())
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => next || tryToClose()}
      title={say(created ? 'ready.title' : 'form.title')}
      description={created ? undefined : say('form.about')}
      closeLabel={shell('close')}
      footer={
        created ? (
          leaving ? (
            <>
              <Button onClick={() => setLeaving(false)}>{say('ready.stay')}</Button>
              <Button variant="danger" onClick={onClose}>
                {say('ready.leave')}
              </Button>
            </>
          ) : (
            <Button variant="primary" onClick={onClose}>
              {say('ready.kept')}
            </Button>
          )
        ) : (
          <>
            <Button onClick={onClose}>{pieces('cancel')}</Button>
            <Button type="submit" form={form} variant="primary" loading={create.isPending}>
              {say('form.submit')}
            </Button>
          </>
        )
      }
    >
      {created ? (
        <KeyReady created={created} leaving={leaving} />
      ) : (
        <NewKeyForm
          id={form}
          error={create.error}
          onSubmit={(wanted) => create.isPending || create.mutate(wanted)}
        />
      )}
    </Sheet>
  )
}
