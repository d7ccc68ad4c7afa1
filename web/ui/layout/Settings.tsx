import { type ReactNode, useId } from 'react'
import { cn } from '../classes.ts'

/** A chapter of settings: what it is about on the left, the sheet with its rows on the right. */
export function SettingsSection({
  title,
  description,
  children,
}: {
  title: string
  description?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid gap-x-10 gap-y-3 lg:grid-cols-[220px_minmax(0,1fr)]">
      <div className="lg:pt-3.5">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {description && <p className="mt-0.5 text-sm text-pretty text-quiet">{description}</p>}
      </div>
      <div className="divide-y divide-line-soft rounded-lg border border-line bg-surface shadow-raised">
        {children}
      </div>
    </section>
  )
}

export type SettingsRowProps = {
  title: string
  description?: ReactNode
  /** One control at the end of the line. */
  control?: ReactNode
  /** Or something larger, under it. */
  children?: ReactNode
  danger?: boolean | undefined
}

export function SettingsRow({ title, description, control, children, danger }: SettingsRowProps) {
  return (
    <div className="px-4 py-3.5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2.5">
        <div className="min-w-0 flex-1 basis-48">
          <p className={cn('text-base font-medium', danger && 'text-bad')}>{title}</p>
          {description && <p className="text-sm text-pretty text-quiet">{description}</p>}
        </div>
        {control && <div className="flex max-w-full items-center gap-2">{control}</div>}
      </div>
      {children && <div className="mt-3">{children}</div>}
    </div>
  )
}
