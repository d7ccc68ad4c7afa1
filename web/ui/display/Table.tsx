import type { ReactNode } from 'react'
import { cn } from '../classes.ts'
import { Skeleton } from '../feedback/Skeleton.tsx'
import type { MenuEntry } from '../overlays/Menu.tsx'
import { TableHead } from './TableHead.tsx'
import { TableRow } from './TableRow.tsx'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end' | undefined
  /** Any CSS width; without one the column takes its share. */
  width?: string | undefined
  sortable?: boolean | undefined
  /** Left out on narrower pages: the row must make sense without it. */
  hideBelow?: 'sm' | 'md' | 'lg' | 'xl' | undefined
  /** Takes what the others leave and never more, so that what is too long can end in an ellipsis. */
  yields?: boolean | undefined
  /** The column that names the row, for screen readers. */
  rowHeader?: boolean | undefined
}

export type Sort = { key: string; direction: 'ascending' | 'descending' }

export type Selection = {
  keys: ReadonlySet<string>
  onChange: (keys: Set<string>) => void
  allLabel: string
  rowLabel: (key: string) => string
}

export type TableProps<Row> = {
  /** Names the table for screen readers. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  onOpen?: ((row: Row) => void) | undefined
  rowActions?: ((row: Row) => readonly (MenuEntry | false)[]) | undefined
  actionsLabel?: string | undefined
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  selection?: Selection | undefined
  loading?: boolean | undefined
  /** How many grey rows stand in while the first page loads. */
  loadingRows?: number | undefined
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
  /** Under the rows: LoadMore. */
  footer?: ReactNode
  className?: string | undefined
}

export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, loading = false, loadingRows = 6, empty, footer, className } = props
  const waiting = loading && rows.length === 0
  const span = columns.length + (props.selection ? 1 : 0) + (props.rowActions ? 1 : 0)
  return (
    <section
      aria-label={label}
      aria-busy={loading || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn(
        'relative overflow-auto rounded-lg border border-line bg-surface focus-visible:outline-offset-0',
        className,
      )}
    >
      <table className="w-full border-separate border-spacing-0 text-sm tabular-nums">
        <caption className="sr-only">{label}</caption>
        <TableHead {...props} keys={rows.map(rowKey)} />
        <tbody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)} row={row} {...props} />
          ))}
          {waiting && <LoadingRows rows={loadingRows} span={span} />}
        </tbody>
      </table>
      {!waiting && rows.length === 0 && empty}
      {footer}
    </section>
  )
}

function LoadingRows({ rows, span }: { rows: number; span: number }) {
  return Array.from({ length: rows }, (_, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: grey rows are all alike
    <tr key={at}>
      <td colSpan={span} className="h-10 border-b border-line-soft px-3">
        <Skeleton className="h-3" style={{ width: `${88 - ((at * 17) % 45)}%` }} />
      </td>
    </tr>
  ))
}
