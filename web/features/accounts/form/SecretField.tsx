import type { ReactNode } from 'react'
import { Field } from '../../../ui/controls/Field.tsx'
import { PasswordInput } from '../../../ui/controls/PasswordInput.tsx'
import { useWords } from '../words.ts'

type Props = {
  label: string
  hint: ReactNode
  aside?: ReactNode
  error: string | null
  value: string
  onChange: (value: string) => void
}

/** Something that nobody should read over a shoulder; a password manager has no business with it. */
export function SecretField({ value, onChange, ...field }: Props) {
  const say = useWords()
  return (
    <Field {...field}>
      <PasswordInput
        autoComplete="off"
        data-1p-ignore
        showLabel={say('form.show')}
        hideLabel={say('form.hide')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="font-mono"
      />
    </Field>
  )
}
