import type { ReactNode } from 'react'
import { cn } from '../classes.ts'

/** One component with its states, under its name. */
export function Specimen({
  title,
  children,
  className,
}: {
  title: string
  children: ReactNode
  className?: string
}) {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h3 className="text-sm font-semibold text-quiet">{title}</h3>
      <div className={cn('flex flex-wrap items-center gap-3', className)}>{children}</div>
    </section>
  )
}
