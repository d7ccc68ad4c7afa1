import type { ReactNode } from 'react'
import { cn } from '../classes.ts'

export type PanelProps = {
  title?: string | undefined
  description?: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  /** What is inside reaches the edges: a list, a table without its own border. */
  flush?: boolean | undefined
  children?: ReactNode
  className?: string | undefined
}

/** A sheet of paper on the page: a hairline, almost no shadow. */
export function Panel({ title, description, actions, footer, flush, children, className }: PanelProps) {
  return (
    <section className={cn('min-w-0 rounded-lg border border-line bg-surface shadow-raised', className)}>
      {(title || actions) && (
        <div
          className={cn(
            'flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5',
            flush && 'pb-3',
          )}
        >
          <div className="min-w-0">
            {title && <h2 className="text-base font-semibold">{title}</h2>}
            {description && <p className="text-sm text-quiet">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      {children && <div className={flush ? '' : 'p-4'}>{children}</div>}
      {footer && (
        <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line-soft px-4 py-3">
          {footer}
        </div>
      )}
    </section>
  )
}
