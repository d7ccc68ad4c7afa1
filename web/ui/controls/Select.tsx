import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../classes.ts'
import { useFieldWiring } from './Field.tsx'
import { boxStyles } from './Input.tsx'

export type Option = { value: string; label: string; disabled?: boolean | undefined }
export type OptionGroup = { label: string; options: Option[] }

export type SelectProps = Omit<ComponentProps<'select'>, 'children' | 'size' | 'onChange' | 'multiple'> & {
  options: readonly (Option | OptionGroup)[]
  onChange?: ((value: string) => void) | undefined
  placeholder?: string | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
}

/** The browser's own select: type-ahead, screen readers and phones for nothing. Long lists want Combobox. */
export function Select({ options, onChange, placeholder, size = 'md', className, ...rest }: SelectProps) {
  return (
    <span className="relative block min-w-0">
      <select
        {...useFieldWiring()}
        className={cn(
          boxStyles,
          'select appearance-none truncate pr-8 has-[option[value=""]:checked]:text-faint',
          sizes[size],
          className,
        )}
        onChange={(event) => onChange?.(event.target.value)}
        {...rest}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(option)}
            </optgroup>
          ) : (
            option(entry)
          ),
        )}
      </select>
      <ChevronDown
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-quiet"
      />
    </span>
  )
}

const option = ({ value, label, disabled }: Option) => (
  <option key={value} value={value} disabled={disabled}>
    {label}
  </option>
)

const sizes = { sm: 'control-dense pl-2 text-sm', md: 'control pl-2.5', lg: 'h-10 pl-3 pointer-coarse:h-12' }
