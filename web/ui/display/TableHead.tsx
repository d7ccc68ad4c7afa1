import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { cn } from '../classes.ts'
import { Checkbox } from '../controls/Checkbox.tsx'
import type { Column, Selection, Sort, TableProps } from './Table.tsx'
import { alignment, hidden } from './table-cells.ts'

export function TableHead<Row>(props: TableProps<Row> & { keys: string[] }) {
  const { columns, selection, rowActions, actionsLabel, sort, onSort, keys } = props
  return (
    <thead className="sticky top-0 z-10">
      <tr>
        {selection && (
          <th scope="col" className={cn(headStyles, 'w-9 pr-0')}>
            <SelectAll selection={selection} keys={keys} />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            style={column.width ? { width: column.width } : undefined}
            aria-sort={column.sortable ? (sort?.key === column.key ? sort.direction : 'none') : undefined}
            className={cn(headStyles, alignment(column.align), column.hideBelow && hidden[column.hideBelow])}
          >
            {column.sortable && onSort ? (
              <SortButton column={column} sort={sort} onSort={onSort} />
            ) : (
              column.header
            )}
          </th>
        ))}
        {rowActions && (
          <th scope="col" className={cn(headStyles, 'w-10')}>
            <span className="sr-only">{actionsLabel}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}

function SelectAll({ selection, keys }: { selection: Selection; keys: string[] }) {
  const chosen = keys.filter((key) => selection.keys.has(key)).length
  return (
    <Checkbox
      label={selection.allLabel}
      hideLabel
      checked={chosen > 0 && chosen === keys.length}
      indeterminate={chosen > 0 && chosen < keys.length}
      onChange={(checked) => selection.onChange(new Set(checked ? keys : []))}
      className={boxInTable}
    />
  )
}

type SortProps<Row> = { column: Column<Row>; sort: Sort | undefined; onSort: (sort: Sort) => void }

function SortButton<Row>({ column, sort, onSort }: SortProps<Row>) {
  const active = sort?.key === column.key
  const ascending = active && sort.direction === 'ascending'
  const Arrow = !active ? ChevronsUpDown : ascending ? ArrowUp : ArrowDown
  return (
    <button
      type="button"
      onClick={() => onSort({ key: column.key, direction: ascending ? 'descending' : 'ascending' })}
      className={cn(
        'group -mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink pointer-coarse:h-11',
        column.align === 'end' && 'flex-row-reverse',
        active && 'text-ink',
      )}
    >
      {column.header}
      <Arrow size={14} aria-hidden className={active ? 'text-accent' : 'text-faint'} />
    </button>
  )
}

const headStyles =
  'h-9 border-b border-line bg-surface px-3 text-xs font-semibold whitespace-nowrap text-quiet'

export const boxInTable =
  'block w-4 pointer-coarse:min-h-0 pointer-coarse:py-0 after:absolute after:-inset-2 pointer-coarse:after:-inset-3.5'
