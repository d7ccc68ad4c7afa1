import type { Ref } from 'react'
import { Field } from '../../ui/controls/Field.tsx'
import { PasswordInput } from '../../ui/controls/PasswordInput.tsx'
import type { Refusal } from './refusal.ts'
import { useWords } from './words.ts'

type Props = {
  value: string
  onChange: (password: string) => void
  tried: boolean
  refusal: Refusal | undefined
  label?: string
  autoFocus?: boolean
  size?: 'md' | 'lg'
  ref?: Ref<HTMLInputElement>
}

/** The own password once more: an open session alone must not be enough for what would keep its owner out. */
export function ProofField({ value, onChange, tried, refusal, label, autoFocus, size, ref }: Props) {
  const say = useWords()
  return (
    <Field
      label={label ?? say('password.current')}
      error={refusal?.wrong ? refusal.text : tried && !value ? say('password.missing') : null}
    >
      <PasswordInput
        ref={ref}
        size={size}
        name="current-password"
        autoFocus={autoFocus}
        showLabel={say('password.show')}
        hideLabel={say('password.hide')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
