import { useRef } from 'react'
import { cn } from '../classes.ts'
import { useFieldWiring } from './Field.tsx'

export type CodeInputProps = {
  value: string
  onChange: (digits: string) => void
  onComplete?: ((digits: string) => void) | undefined
  length?: number | undefined
  disabled?: boolean | undefined
  autoFocus?: boolean | undefined
}

/**
 * One real input under six drawn cells: pasting, autofill from the phone and screen readers work as in any field,
 * which six separate inputs never quite manage.
 */
export function CodeInput({ value, onChange, onComplete, length = 6, disabled, autoFocus }: CodeInputProps) {
  const wiring = useFieldWiring()
  const input = useRef<HTMLInputElement>(null)
  const write = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, length)
    onChange(digits)
    if (digits.length === length && digits !== value) onComplete?.(digits)
  }
  return (
    <span className="group relative inline-flex w-full max-w-70 gap-1.5">
      <input
        ref={input}
        {...wiring}
        value={value}
        disabled={disabled}
        // biome-ignore lint/a11y/noAutofocus: the code is the only thing asked on its page
        autoFocus={autoFocus}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]*"
        maxLength={length + 3}
        onChange={(event) => write(event.target.value)}
        onSelect={() => input.current?.setSelectionRange(value.length, value.length)}
        className="absolute inset-0 size-full cursor-text bg-transparent text-transparent caret-transparent outline-0 selection:bg-transparent"
      />
      {Array.from({ length }, (_, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the cells never move
          key={at}
          aria-hidden
          className={cn(
            'pointer-events-none grid h-11 min-w-0 flex-1 place-items-center rounded-md border border-edge bg-surface text-xl font-semibold tabular-nums',
            at === length / 2 && 'ml-2',
            at === Math.min(value.length, length - 1) &&
              'group-focus-within:outline-2 group-focus-within:outline-accent',
            wiring['aria-invalid'] && 'border-bad',
            disabled && 'border-line bg-sunken text-quiet',
          )}
        >
          {value[at]}
        </span>
      ))}
    </span>
  )
}
