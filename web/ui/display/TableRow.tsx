import { Ellipsis } from 'lucide-react'
import type { MouseEvent } from 'react'
import { cn } from '../classes.ts'
import { Checkbox } from '../controls/Checkbox.tsx'
import { IconButton } from '../controls/IconButton.tsx'
import { Menu } from '../overlays/Menu.tsx'
import type { Column, TableProps } from './Table.tsx'
import { boxInTable } from './TableHead.tsx'
import { alignment, hidden } from './table-cells.ts'

export function TableRow<Row>(props: TableProps<Row> & { row: Row }) {
  const { row, columns, rowKey, onOpen, rowActions, actionsLabel = '', selection } = props
  const key = rowKey(row)
  const chosen = selection?.keys.has(key) ?? false
  const choose = (checked: boolean) => {
    const keys = new Set(selection?.keys)
    if (checked) keys.add(key)
    else keys.delete(key)
    selection?.onChange(keys)
  }
  return (
    <tr
      onClick={onOpen && ((event) => !cameFromControl(event) && onOpen(row))}
      aria-selected={selection ? chosen : undefined}
      className={cn('group', onOpen && 'cursor-pointer', chosen ? 'bg-accent-tint' : 'hover:bg-sunken')}
    >
      {selection && (
        <td className={cn(cellStyles, 'pr-0')}>
          <Checkbox
            label={selection.rowLabel(key)}
            hideLabel
            checked={chosen}
            onChange={choose}
            className={boxInTable}
          />
        </td>
      )}
      {columns.map((column) => (
        <Cell key={column.key} column={column} row={row} onOpen={onOpen} />
      ))}
      {rowActions && (
        <td className={cn(cellStyles, 'px-1.5 text-right')}>
          <Menu
            label={actionsLabel}
            trigger={<IconButton icon={Ellipsis} label={actionsLabel} size="sm" tooltip={false} />}
            entries={rowActions(row)}
          />
        </td>
      )}
    </tr>
  )
}

type CellProps<Row> = { column: Column<Row>; row: Row; onOpen: ((row: Row) => void) | undefined }

function Cell<Row>({ column, row, onOpen }: CellProps<Row>) {
  const className = cn(
    cellStyles,
    alignment(column.align),
    column.hideBelow && hidden[column.hideBelow],
    column.yields && 'max-w-0',
  )
  if (!column.rowHeader) return <td className={className}>{column.cell(row)}</td>
  return (
    <th scope="row" className={cn(className, 'font-medium')}>
      {onOpen ? (
        // The pointer may press anywhere on the row; the keyboard needs one place to stand.
        <button
          type="button"
          onClick={() => onOpen(row)}
          className="max-w-full rounded-sm text-left hover:underline"
        >
          {column.cell(row)}
        </button>
      ) : (
        column.cell(row)
      )}
    </th>
  )
}

const cameFromControl = (event: MouseEvent) =>
  event.target instanceof Element && event.target.closest('button, a, input, label, [role=menuitem]') !== null

const cellStyles = 'h-10 border-b border-line-soft px-3 py-1.5 group-last:border-b-0 pointer-coarse:h-12'
