import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../classes.ts'
import { ChoiceText } from './Checkbox.tsx'

export type SwitchProps = Omit<ComponentProps<'input'>, 'type' | 'role' | 'onChange' | 'children'> & {
  label: ReactNode
  hint?: ReactNode
  hideLabel?: boolean | undefined
  onChange?: ((on: boolean) => void) | undefined
}

/** For what takes effect at once; what waits for a save is a Checkbox. */
export function Switch({ label, hint, hideLabel, onChange, className, ...rest }: SwitchProps) {
  return (
    <label
      className={cn(
        'relative inline-flex min-w-0 cursor-pointer items-start gap-2.5 has-disabled:cursor-not-allowed has-disabled:opacity-55 pointer-coarse:min-h-11 pointer-coarse:py-3',
        className,
      )}
    >
      <span className="relative inline-block h-5 w-8.5 shrink-0">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox already says whether it is checked
          role="switch"
          className="peer absolute inset-0 size-full appearance-none rounded-full border border-edge bg-hover transition-[background-color,border-color] hover:enabled:border-quiet checked:border-accent checked:bg-accent"
          onChange={(event) => onChange?.(event.target.checked)}
          {...rest}
        />
        <span className="pointer-events-none absolute top-[3px] left-[3px] size-3.5 rounded-full bg-edge transition-transform peer-checked:translate-x-3.5 peer-checked:bg-accent-ink" />
      </span>
      <ChoiceText label={label} hint={hint} hideLabel={hideLabel} />
    </label>
  )
}
