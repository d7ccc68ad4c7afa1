import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { cn } from '../classes.ts'
import { Popover } from '../overlays/Popover.tsx'
import { useFieldWiring } from './Field.tsx'
import { boxStyles } from './Input.tsx'

// The filtering list brings cmdk along: only who opens one pays for it.
const ComboboxList = lazy(() => import('./ComboboxList.tsx'))

export type ComboboxOption = {
  value: string
  label: string
  detail?: string | undefined
  keywords?: string[] | undefined
  disabled?: boolean | undefined
}

type Common = {
  options: readonly ComboboxOption[]
  placeholder: string
  searchLabel: string
  emptyLabel: string
  label?: string | undefined
  loading?: boolean | undefined
  disabled?: boolean | undefined
  /** Given, the list is searched by the server: options are shown as they come. */
  onSearch?: ((text: string) => void) | undefined
  className?: string | undefined
}
type One = { multiple?: false | undefined; value: string | null; onChange: (value: string) => void }
type Many = { multiple: true; value: readonly string[]; onChange: (values: string[]) => void }
export type ComboboxProps = Common & (One | Many)

export function Combobox(props: ComboboxProps) {
  const { options, placeholder, label, disabled, className } = props
  const [open, setOpen] = useState(false)
  const wiring = useFieldWiring()
  const chosen = props.multiple ? props.value : props.value === null ? [] : [props.value]
  const shown = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value)

  const choose = (value: string) => {
    if (props.multiple) return props.onChange(toggled(props.value, value))
    props.onChange(value)
    setOpen(false)
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      flush
      matchWidth
      label={label ?? props.searchLabel}
      trigger={
        <button
          type="button"
          {...wiring}
          role="combobox"
          aria-label={label}
          aria-expanded={open}
          aria-haspopup="listbox"
          disabled={disabled}
          className={cn(boxStyles, 'control flex items-center gap-2 px-2.5 text-left', className)}
        >
          <span className={cn('min-w-0 flex-1 truncate', shown.length === 0 && 'text-faint')}>
            {shown.join(', ') || placeholder}
          </span>
          {props.multiple && shown.length > 1 && (
            <span className="text-xs text-quiet tabular-nums">{shown.length}</span>
          )}
          <ChevronDown size={16} aria-hidden className="text-quiet" />
        </button>
      }
    >
      <Suspense fallback={<div className="h-40" />}>
        <ComboboxList {...props} chosen={chosen} onChoose={choose} />
      </Suspense>
    </Popover>
  )
}

const toggled = (values: readonly string[], value: string) =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
