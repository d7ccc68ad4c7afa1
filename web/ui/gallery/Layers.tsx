import { useState } from 'react'
import { Button } from '../controls/Button.tsx'
import { Field } from '../controls/Field.tsx'
import { Input } from '../controls/Input.tsx'
import { Select } from '../controls/Select.tsx'
import { Textarea } from '../controls/Textarea.tsx'
import { Facts } from '../display/Facts.tsx'
import { ConfirmTyped } from '../overlays/ConfirmTyped.tsx'
import { Dialog } from '../overlays/Dialog.tsx'
import { notify } from '../overlays/notify.ts'
import { Popover } from '../overlays/Popover.tsx'
import { Sheet } from '../overlays/Sheet.tsx'
import { Specimen } from './Specimen.tsx'
import { useGalleryWords } from './words.ts'

type Open = 'dialog' | 'sheet' | 'typed' | null

export function Layers() {
  const words = useGalleryWords()
  const { layers: say, close, undo } = words
  const [open, setOpen] = useState<Open>(null)
  const shown = (which: Open) => ({
    open: open === which,
    onOpenChange: (next: boolean) => setOpen(next ? which : null),
    closeLabel: close,
  })
  const nothing = () => undefined
  return (
    <Specimen title={say.title}>
      <Button onClick={() => setOpen('dialog')}>{say.dialog}</Button>
      <Button onClick={() => setOpen('sheet')}>{say.sheet}</Button>
      <Button onClick={() => setOpen('typed')}>{say.typed}</Button>
      <Popover label={say.popover} trigger={<Button>{say.popover}</Button>}>
        <p className="text-sm text-quiet">{say.popoverText}</p>
      </Popover>
      <Button onClick={() => notify({ title: say.closed, tone: 'good', closeLabel: close })}>
        {say.toast}
      </Button>
      <Button
        onClick={() =>
          notify({
            title: say.closed,
            tone: 'good',
            closeLabel: close,
            action: { label: undo, run: nothing },
          })
        }
      >
        {say.toastUndo}
      </Button>
      <Button
        onClick={() =>
          notify({
            title: say.failed,
            detail: say.failedWhy,
            tone: 'bad',
            closeLabel: close,
            action: { label: say.reconnect, run: nothing },
          })
        }
      >
        {say.toastBad}
      </Button>
      <Transfer {...shown('dialog')} />
      <Details {...shown('sheet')} />
      <ConfirmTyped
        {...shown('typed')}
        title={say.eraseTitle}
        phrase="Beatriz Ramos"
        phraseLabel={say.eraseLabel}
        confirmLabel={say.erase}
        cancelLabel={words.cancel}
        onConfirm={() => setOpen(null)}
      >
        {say.eraseWhy}
      </ConfirmTyped>
    </Specimen>
  )
}

type Shown = { open: boolean; onOpenChange: (open: boolean) => void; closeLabel: string }

function Transfer(shown: Shown) {
  const { layers: say, fields, actions, cancel } = useGalleryWords()
  const done = () => shown.onOpenChange(false)
  return (
    <Dialog
      {...shown}
      title={say.transferTitle}
      description={say.transferWhy}
      footer={
        <>
          <Button onClick={done}>{cancel}</Button>
          <Button variant="primary" onClick={done}>
            {actions.secondary}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={fields.team}>
          <Select
            placeholder={fields.choose}
            options={fields.teams.split('|').map((label) => ({ label, value: label }))}
          />
        </Field>
        <Field label={actions.note} aside={fields.optional}>
          <Textarea />
        </Field>
      </div>
    </Dialog>
  )
}

function Details(shown: Shown) {
  const { layers: say, data, fields, cancel, save } = useGalleryWords()
  const done = () => shown.onOpenChange(false)
  return (
    <Sheet
      {...shown}
      title="Beatriz Ramos"
      description={say.details}
      footer={
        <>
          <Button onClick={done}>{cancel}</Button>
          <Button variant="primary" onClick={done}>
            {save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Facts
          facts={[
            { term: data.phone, value: '+55 11 98765-4321' },
            { term: 'CPF', value: '***.982.247-**' },
          ]}
        />
        <Field label={fields.name}>
          <Input defaultValue="Beatriz Ramos" />
        </Field>
        <Field label={fields.email} aside={fields.optional}>
          <Input type="email" />
        </Field>
      </div>
    </Sheet>
  )
}
