import type { ComponentProps } from 'react'
import { cn } from '../classes.ts'
import { useFieldWiring } from './Field.tsx'
import { boxStyles } from './Input.tsx'

export type TextareaProps = ComponentProps<'textarea'> & {
  /** Grows with what is written, up to this many lines. */
  maxRows?: number | undefined
}

export function Textarea({ rows = 3, maxRows = 12, className, style, ...rest }: TextareaProps) {
  return (
    <textarea
      {...useFieldWiring()}
      rows={rows}
      style={{ maxHeight: `calc(${maxRows}lh + 1rem)`, ...style }}
      className={cn(boxStyles, 'field-sizing-content resize-y px-2.5 py-1.5', minRows(rows), className)}
      {...rest}
    />
  )
}

// field-sizing lets content shrink the box below `rows`; this keeps the promised height.
const minRows = (rows: number) => (rows > 1 ? 'min-h-[calc(3lh+0.875rem)]' : 'min-h-8')
