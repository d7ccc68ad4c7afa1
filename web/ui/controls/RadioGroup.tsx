import { type ReactNode, useId } from 'react'
import { cn } from '../classes.ts'
import { ChoiceText, choiceStyles, markStyles } from './Checkbox.tsx'
import { FieldNotes } from './Field.tsx'

export type RadioOption<T extends string> = {
  value: T
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean | undefined
}

export type RadioGroupProps<T extends string> = {
  label: string
  hideLabel?: boolean | undefined
  options: readonly RadioOption<T>[]
  value: T | null
  onChange: (value: T) => void
  hint?: ReactNode
  error?: string | null | undefined
  /** Each choice in a box of its own, for few choices that weigh much. */
  boxed?: boolean | undefined
  className?: string | undefined
}

export function RadioGroup<T extends string>(props: RadioGroupProps<T>) {
  const { label, hideLabel, options, value, onChange, hint, error, boxed, className } = props
  const id = useId()
  return (
    <fieldset
      className={cn('flex min-w-0 flex-col gap-2', className)}
      aria-describedby={cn(hint && `${id}-hint`, error && `${id}-error`) || undefined}
    >
      <legend className={cn('mb-2 text-sm font-medium', hideLabel && 'sr-only')}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={cn(choiceStyles, boxed && boxStyles)}>
          <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className={cn(markStyles, 'rounded-full')}
            />
            <span className="pointer-events-none absolute hidden size-1.5 rounded-full bg-accent-ink peer-checked:block" />
          </span>
          <ChoiceText label={option.label} hint={option.hint} />
        </label>
      ))}
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  )
}

const boxStyles =
  'rounded-lg border border-line bg-surface px-3 py-2.5 transition-[background-color,border-color] hover:bg-hover has-checked:border-accent has-checked:bg-accent-tint'
