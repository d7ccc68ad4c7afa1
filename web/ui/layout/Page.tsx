import type { ReactNode } from 'react'
import { cn } from '../classes.ts'

/** The scrolling body of a screen that is not the inbox: a measure that can be read, air around it. */
export function Page({
  children,
  width = 'wide',
  className,
}: {
  children: ReactNode
  width?: 'text' | 'form' | 'wide' | 'full'
  className?: string
}) {
  return (
    <div className="h-full overflow-y-auto">
      <div
        className={cn(
          'mx-auto flex flex-col gap-6 px-4 pt-5 pb-16 sm:px-8 sm:pt-7',
          widths[width],
          className,
        )}
      >
        {children}
      </div>
    </div>
  )
}

const widths = { text: 'max-w-170', form: 'max-w-220', wide: 'max-w-300', full: '' }

export type PageHeaderProps = {
  title: string
  description?: ReactNode
  /** Above the title: a link back. */
  back?: ReactNode
  /** Beside the title: a state. */
  badge?: ReactNode
  actions?: ReactNode
  className?: string | undefined
}

export function PageHeader({ title, description, back, badge, actions, className }: PageHeaderProps) {
  return (
    <header className={cn('flex flex-wrap items-start justify-between gap-x-6 gap-y-3', className)}>
      <div className="min-w-0 flex-1 basis-48">
        {back && <div className="mb-1 text-sm">{back}</div>}
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="text-xl font-semibold">{title}</h1>
          {badge}
        </div>
        {description && <p className="mt-1 max-w-160 text-base text-pretty text-quiet">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  )
}
