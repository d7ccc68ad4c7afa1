import { Check, Minus } from 'lucide-react'
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
import { cn } from '../classes.ts'

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'children'> & {
  label: ReactNode
  hint?: ReactNode
  /** For a box in a table, whose meaning the row gives: still said to screen readers. */
  hideLabel?: boolean | undefined
  indeterminate?: boolean | undefined
  onChange?: ((checked: boolean) => void) | undefined
}

export function Checkbox({
  label,
  hint,
  hideLabel,
  indeterminate = false,
  onChange,
  className,
  ...rest
}: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate
  }, [indeterminate])
  return (
    <label className={cn(choiceStyles, hideLabel && 'gap-0', className)}>
      <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
        <input
          ref={box}
          type="checkbox"
          className={cn(markStyles, 'rounded-sm indeterminate:border-accent indeterminate:bg-accent')}
          onChange={(event) => onChange?.(event.target.checked)}
          {...rest}
        />
        <Check
          size={12}
          aria-hidden
          className="pointer-events-none absolute hidden stroke-3! text-accent-ink peer-checked:block peer-indeterminate:hidden"
        />
        <Minus
          size={12}
          aria-hidden
          className="pointer-events-none absolute hidden stroke-3! text-accent-ink peer-indeterminate:block"
        />
      </span>
      <ChoiceText label={label} hint={hint} hideLabel={hideLabel} />
    </label>
  )
}

export function ChoiceText({
  label,
  hint,
  hideLabel,
}: {
  label: ReactNode
  hint?: ReactNode
  hideLabel?: boolean | undefined
}) {
  return (
    <span className={cn('flex min-w-0 flex-col', hideLabel && 'sr-only')}>
      <span className="text-base">{label}</span>
      {hint && <span className="text-xs text-quiet">{hint}</span>}
    </span>
  )
}

export const choiceStyles =
  'relative inline-flex min-w-0 cursor-pointer items-start gap-2 has-disabled:cursor-not-allowed has-disabled:opacity-55 pointer-coarse:min-h-11 pointer-coarse:py-3'

export const markStyles =
  'peer size-4 appearance-none border border-edge bg-surface transition-[background-color,border-color] hover:enabled:border-quiet checked:border-accent checked:bg-accent checked:hover:enabled:border-accent-strong checked:hover:enabled:bg-accent-strong aria-invalid:border-bad'
