import { useId } from 'react'
import { cn } from '../classes.ts'
import type { Icon } from '../icon.ts'

export type SegmentedProps<T extends string> = {
  label: string
  options: readonly { value: T; label: string; icon?: Icon | undefined; hideLabel?: boolean | undefined }[]
  value: T
  onChange: (value: T) => void
  className?: string | undefined
}

/** One of two to five, all in sight: a view, a period, a theme. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: SegmentedProps<T>) {
  const name = useId()
  return (
    <fieldset className={cn('inline-flex rounded-md border border-line bg-sunken p-0.5', className)}>
      <legend className="sr-only">{label}</legend>
      {options.map(({ icon: Icon, ...option }) => (
        <label key={option.value} className={segment} title={option.hideLabel ? option.label : undefined}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-[6px]"
          />
          {Icon && <Icon size={16} aria-hidden />}
          <span className={option.hideLabel ? 'sr-only' : ''}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

const segment =
  'relative inline-flex h-[26px] flex-auto whitespace-nowrap cursor-pointer items-center justify-center gap-1.5 rounded-[6px] border border-transparent px-2.5 text-sm font-medium text-quiet transition-[background-color,color] hover:text-ink has-checked:border-line has-checked:bg-surface has-checked:text-ink has-checked:shadow-raised pointer-coarse:h-10'
