import { useState } from 'react'
import type { Account } from '#contract/accounts.ts'
import { tell } from '../../../app/http/notices.ts'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { useAddNumber } from '../accounts.ts'
import { idIn, idSlip } from '../form/draft.ts'
import { wrongAbout, wrongAsAWhole } from '../refusals.ts'
import { useWords } from '../words.ts'
import { FormDialog } from './FormDialog.tsx'

type Props = { account: Account; open: boolean; onClose: () => void }

export function AddNumberDialog({ account, open, onClose }: Props) {
  const say = useWords()
  const add = useAddNumber(account.id)
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const slip = idSlip(typed)
  const submit = () => {
    setTried(true)
    if (slip) return false
    const added = ({ name }: { name: string }) => {
      tell(say('told.numberAdded', { name }))
      onClose()
    }
    add.mutate({ phoneNumberId: idIn(typed) }, { onSuccess: added })
    return true
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={say('adding.title', { name: account.name })}
      description={say('adding.why')}
      submitLabel={say('numbers.add')}
      onSubmit={submit}
      loading={add.isPending}
      error={wrongAsAWhole(add.error, ['phoneNumberId'])}
    >
      <Field
        label={say('details.numberId')}
        hint={say('adding.hint')}
        error={
          tried && slip
            ? say(`adding.${slip === 'idMissing' ? 'missing' : 'bad'}`)
            : wrongAbout(add.error, 'phoneNumberId')
        }
      >
        <Input
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          className="tabular-nums"
        />
      </Field>
    </FormDialog>
  )
}
