import { CircleAlert } from 'lucide-react'
import { createContext, type ReactNode, useContext, useId } from 'react'
import { cn } from '../classes.ts'

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean }

const FieldContext = createContext<Wiring | null>(null)

export type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
  /** Beside the label: "opcional", a counter, a link. */
  aside?: ReactNode
  required?: boolean | undefined
  hideLabel?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}

/** Ties label, hint and error to the one control inside it: `<Field label="Nome"><Input /></Field>`. */
export function Field({
  label,
  hint,
  error,
  aside,
  required = false,
  hideLabel,
  className,
  children,
}: FieldProps) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error), required }}>
      <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
        <div className={cn('flex items-baseline justify-between gap-3', hideLabel && 'sr-only')}>
          <label htmlFor={id} className="text-sm font-medium">
            {label}
          </label>
          {aside && <span className="text-xs text-quiet">{aside}</span>}
        </div>
        {children}
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
    </FieldContext>
  )
}

export function FieldNotes({
  id,
  hint,
  error,
}: {
  id: string
  hint?: ReactNode
  error?: string | null | undefined
}) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-quiet">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-xs font-medium text-bad" role="alert">
          <CircleAlert size={14} aria-hidden className="mt-0.5" />
          {error}
        </p>
      )}
    </>
  )
}

/** The attributes a control takes from the field around it; its own props come after and win. */
export function useFieldWiring() {
  const field = useContext(FieldContext)
  if (!field) return {}
  return {
    id: field.id,
    required: field.required,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
  }
}
