import { useState } from 'react'
import type { Account } from '#contract/accounts.ts'
import { tell } from '../../../app/http/notices.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { useChange } from '../accounts.ts'
import { nameSlip } from '../form/draft.ts'
import { wrongAbout, wrongAsAWhole } from '../refusals.ts'
import { useWords } from '../words.ts'
import { FormDialog } from './FormDialog.tsx'

type Props = { account: Account; open: boolean; onClose: () => void }

export function RenameDialog({ account, open, onClose }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const change = useChange(account.id)
  const [name, setName] = useState(account.name)
  const [tried, setTried] = useState(false)
  const slip = nameSlip(name)
  const saved = () => {
    tell(say('told.saved'))
    onClose()
  }
  const submit = () => {
    setTried(true)
    if (slip) return false
    change.mutate({ name: name.trim() }, { onSuccess: saved })
    return true
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={say('renaming.title')}
      submitLabel={pieces('save')}
      onSubmit={submit}
      loading={change.isPending}
      error={wrongAsAWhole(change.error, ['name'])}
    >
      <Field
        label={say('form.name')}
        hint={say('form.nameHint')}
        error={tried && slip ? say(`form.${slip}`) : wrongAbout(change.error, 'name')}
      >
        <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
