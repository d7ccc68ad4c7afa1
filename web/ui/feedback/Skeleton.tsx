import type { CSSProperties } from 'react'
import { cn } from '../classes.ts'

/** Stands where something will be, in its size, so that nothing jumps when it comes. */
export function Skeleton({ className, style }: { className?: string; style?: CSSProperties }) {
  return (
    <span
      aria-hidden
      style={style}
      className={cn('block animate-breathe rounded-[5px] bg-line', className)}
    />
  )
}

/** Lines of text to come. The last one is shorter, as it will be. */
export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <span aria-hidden className={cn('flex flex-col gap-2', className)}>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines are all alike
        <Skeleton key={at} className={at === lines - 1 ? 'h-3 w-3/5' : 'h-3'} />
      ))}
    </span>
  )
}

/** Rows with a face and two lines: people, conversations. */
export function SkeletonRows({ rows = 5, className }: { rows?: number; className?: string }) {
  return (
    <span aria-hidden className={cn('flex flex-col', className)}>
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows are all alike
        <span key={at} className="flex h-16 items-center gap-3 border-b border-line-soft px-4">
          <Skeleton className="size-10 shrink-0 rounded-full" />
          <span className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3" style={{ width: `${38 + ((at * 23) % 30)}%` }} />
            <Skeleton className="h-3" style={{ width: `${62 + ((at * 13) % 33)}%` }} />
          </span>
        </span>
      ))}
    </span>
  )
}
