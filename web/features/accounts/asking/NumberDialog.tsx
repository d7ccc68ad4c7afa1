import { useState } from 'react'
import type { BusinessNumber } from '#contract/accounts.ts'
import { tell } from '../../../app/http/notices.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { useChangeNumber } from '../accounts.ts'
import { nameSlip } from '../form/draft.ts'
import { phoneOf } from '../phone.ts'
import { wrongAbout, wrongAsAWhole } from '../refusals.ts'
import { useWords } from '../words.ts'
import { FormDialog } from './FormDialog.tsx'
import { paceIn } from './pace.ts'

type Props = { number: BusinessNumber; open: boolean; onClose: () => void }

export function NumberDialog({ number, open, onClose }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const format = useFormat()
  const change = useChangeNumber()
  const [name, setName] = useState(number.name)
  const [typed, setTyped] = useState(number.pace === null ? '' : String(number.pace))
  const [tried, setTried] = useState(false)
  const slip = nameSlip(name)
  const pace = paceIn(typed)
  const saved = () => {
    tell(say('told.saved'))
    onClose()
  }
  const submit = () => {
    setTried(true)
    if (slip || pace === 'bad') return false
    change.mutate({ number, change: { name: name.trim(), pace } }, { onSuccess: saved })
    return true
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={say('editing.title')}
      description={phoneOf(number)}
      submitLabel={pieces('save')}
      onSubmit={submit}
      loading={change.isPending}
      error={wrongAsAWhole(change.error, ['name', 'pace'])}
    >
      <Field
        label={say('editing.name')}
        hint={say('editing.nameHint')}
        error={tried && slip ? say(`form.${slip}`) : wrongAbout(change.error, 'name')}
      >
        <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field
        label={say('editing.pace')}
        aside={say('form.optional')}
        hint={say('editing.paceHint', { most: format.number(number.throughput) })}
        error={tried && pace === 'bad' ? say('editing.paceBad') : wrongAbout(change.error, 'pace')}
      >
        <Input
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          className="tabular-nums"
        />
      </Field>
    </FormDialog>
  )
}
