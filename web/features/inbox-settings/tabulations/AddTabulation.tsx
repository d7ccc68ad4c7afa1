import { Plus } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { useWords } from '../words.ts'
import { useAdd, whyNot } from './tabulations.ts'

/** One line, and again: whoever begins adds several. */
export function AddTabulation() {
  const say = useWords()
  const add = useAdd()
  const input = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const added = () => {
    setName('')
    input.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted && !add.isPending) add.mutate({ name: wanted }, { onSuccess: added })
    else input.current?.focus()
  }
  const type = (typed: string) => {
    setName(typed)
    if (add.error) add.reset()
  }
  return (
    <form noValidate onSubmit={submit} className="flex items-start gap-2 px-4 py-3.5">
      <Field
        label={say('tabulation.new')}
        hideLabel
        error={add.error && whyNot(add.error)}
        className="flex-1"
      >
        <Input
          ref={input}
          value={name}
          maxLength={120}
          placeholder={say('tabulation.placeholder')}
          autoComplete="off"
          onChange={(event) => type(event.target.value)}
        />
      </Field>
      <Button type="submit" icon={Plus} loading={add.isPending}>
        {say('tabulation.add')}
      </Button>
    </form>
  )
}
