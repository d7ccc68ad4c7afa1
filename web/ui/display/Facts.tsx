import type { ReactNode } from 'react'
import { cn } from '../classes.ts'

export type Fact = { term: string; value: ReactNode }

/** What is known of something, as term and value: a contact's data, an event's details. */
export function Facts({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl
      className={cn('grid grid-cols-[minmax(84px,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm', className)}
    >
      {facts.map(({ term, value }) => (
        <div key={term} className="contents">
          <dt className="text-quiet">{term}</dt>
          <dd className="m-0 min-w-0 tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
