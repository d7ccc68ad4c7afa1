import type { ReactNode } from 'react'
import { cn } from '../classes.ts'
import { Button } from '../controls/Button.tsx'

export type LoadMoreProps = {
  hasMore: boolean
  loading: boolean
  onLoad: () => void
  label: string
  /** "50 contatos mostrados", or why the next page did not come. */
  shown?: ReactNode
  className?: string | undefined
}

/** The end of a keyset-paged list. A button and not a scroll trap: nothing moves unasked. */
export function LoadMore({ hasMore, loading, onLoad, label, shown, className }: LoadMoreProps) {
  if (!hasMore && !shown) return null
  return (
    <div
      className={cn(
        'sticky left-0 flex min-h-11 items-center justify-between gap-3 border-t border-line-soft px-3 py-1.5',
        className,
      )}
    >
      <span className="text-xs text-quiet tabular-nums">{shown}</span>
      {hasMore && (
        <Button size="sm" variant="ghost" loading={loading} onClick={onLoad}>
          {label}
        </Button>
      )}
    </div>
  )
}
