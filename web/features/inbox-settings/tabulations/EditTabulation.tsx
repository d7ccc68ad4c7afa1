import { type FormEvent, useId, useState } from 'react'
import type { Tabulation } from '#contract/conversations.ts'
import { tell } from '../../../app/http/notices.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { Textarea } from '../../../ui/controls/Textarea.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { useWords } from '../words.ts'
import { useRename, whyNot } from './tabulations.ts'

type Props = { tabulation: Tabulation | null; onClose: () => void }

export function EditTabulation({ tabulation, onClose }: Props) {
  const shown = useLast(tabulation)
  const turn = useTurn(tabulation !== null)
  return shown && <Editing key={turn} tabulation={shown} open={tabulation !== null} onClose={onClose} />
}

type EditingProps = { tabulation: Tabulation; open: boolean; onClose: () => void }

function Editing({ tabulation: { id, ...before }, open, onClose }: EditingProps) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const form = useId()
  const rename = useRename()
  const [name, setName] = useState(before.name)
  const [description, setDescription] = useState(before.description ?? '')
  const saved = () => {
    tell(say('saved'))
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const change = { name: name.trim(), description: description.trim() || null }
    if (change.name && !rename.isPending) rename.mutate({ id, change }, { onSuccess: saved })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={say('tabulation.editing')}
      closeLabel={shell('close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{pieces('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={rename.isPending}>
            {pieces('save')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
        <Field
          label={say('tabulation.name')}
          error={name.trim() ? rename.error && whyNot(rename.error) : say('tabulation.missing')}
        >
          <Input
            value={name}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label={say('tabulation.description')} hint={say('tabulation.descriptionHint')}>
          <Textarea
            value={description}
            maxLength={500}
            onChange={(event) => setDescription(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  )
}
