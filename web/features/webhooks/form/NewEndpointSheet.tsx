import { useId } from 'react'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { useCreate } from '../webhooks.ts'
import { useWords } from '../words.ts'
import { EndpointForm } from './EndpointForm.tsx'
import { SecretSheet } from './SecretSheet.tsx'

/** Begins afresh each time it is opened: give it the turn as its key. */
type Props = { open: boolean; onClose: () => void }

export function NewEndpointSheet({ open, onClose }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const form = useId()
  const create = useCreate()
  return (
    <SecretSheet
      open={open}
      onClose={onClose}
      made={create.data}
      title={say('form.new')}
      description={say('form.about')}
      footer={
        <>
          <Button onClick={onClose}>{pieces('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            {say('form.submit')}
          </Button>
        </>
      }
    >
      <EndpointForm
        id={form}
        endpoint={null}
        error={create.error}
        onSubmit={(wanted) => create.isPending || create.mutate(wanted)}
      />
    </SecretSheet>
  )
}
