import { Copy, Megaphone, Pause, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/Button.tsx'
import { Badge, type Tone } from '../display/Badge.tsx'
import { useFormat } from '../display/format.ts'
import { LoadMore } from '../display/LoadMore.tsx'
import { type Column, type Sort, Table } from '../display/Table.tsx'
import { DateTime } from '../display/Times.tsx'
import { EmptyState } from '../feedback/EmptyState.tsx'
import { Specimen } from './Specimen.tsx'
import { useGalleryWords } from './words.ts'

type Row = {
  id: string
  name: string
  status: 'running' | 'done' | 'paused'
  sent: number
  read: number
  at: string
}

export function Tables() {
  const { data: say, actions } = useGalleryWords()
  const columns = useColumns()
  const [sort, setSort] = useState<Sort>({ key: 'sent', direction: 'descending' })
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set(['1']))
  const rows = say.rows
    .split('|')
    .map((name, at) => ({ ...facts[at % facts.length], id: `${at}`, name }) as Row)
  const up = sort.direction === 'ascending' ? 1 : -1
  const sorted = [...rows].sort(
    (a, b) => up * (sort.key === 'sent' ? a.sent - b.sent : a.name.localeCompare(b.name)),
  )
  const nothing = () => undefined
  return (
    <>
      <Specimen title={say.table}>
        <Table
          className="w-full"
          label={say.table}
          columns={columns}
          rows={sorted}
          rowKey={(row) => row.id}
          onOpen={nothing}
          sort={sort}
          onSort={setSort}
          selection={{
            keys,
            onChange: setKeys,
            allLabel: say.selectAll,
            rowLabel: (key) => `${say.select} ${rows[Number(key)]?.name}`,
          }}
          actionsLabel={say.actions}
          rowActions={() => [
            { label: say.pause, icon: Pause, onSelect: nothing },
            { label: say.duplicate, icon: Copy, onSelect: nothing },
            'separator',
            { label: actions.remove, icon: Trash2, danger: true, onSelect: nothing },
          ]}
          footer={
            <LoadMore hasMore loading={false} onLoad={nothing} label={say.loadMore} shown={say.shown} />
          }
        />
      </Specimen>
      <div className="grid gap-x-8 gap-y-6 @3xl:grid-cols-2">
        <Specimen title={say.waitingTable}>
          <Table
            className="w-full"
            label={say.waitingTable}
            columns={columns.slice(0, 3)}
            rows={[]}
            rowKey={(row) => row.id}
            loading
            loadingRows={5}
          />
        </Specimen>
        <Specimen title={say.emptyTable}>
          <Table
            className="w-full"
            label={say.emptyTable}
            columns={columns.slice(0, 3)}
            rows={[]}
            rowKey={(row) => row.id}
            empty={
              <EmptyState
                compact
                icon={Megaphone}
                title={say.emptyTitle}
                action={<Button icon={Plus}>{say.create}</Button>}
              >
                {say.emptyWhy}
              </EmptyState>
            }
          />
        </Specimen>
      </div>
    </>
  )
}

function useColumns(): Column<Row>[] {
  const { data: say } = useGalleryWords()
  const format = useFormat()
  return [
    { key: 'name', header: say.campaign, cell: (row) => row.name, sortable: true, rowHeader: true },
    {
      key: 'status',
      header: say.status,
      cell: (row) => (
        <Badge dot tone={tones[row.status]}>
          {say[row.status]}
        </Badge>
      ),
    },
    { key: 'sent', header: say.sent, cell: (row) => format.number(row.sent), align: 'end', sortable: true },
    { key: 'read', header: say.read, cell: (row) => format.percent(row.read), align: 'end', hideBelow: 'sm' },
    {
      key: 'at',
      header: say.when,
      cell: (row) => <DateTime at={row.at} className="text-quiet" />,
      hideBelow: 'md',
    },
  ]
}

const tones: Record<Row['status'], Tone> = { running: 'accent', done: 'good', paused: 'warn' }

const facts: Omit<Row, 'id' | 'name'>[] = [
  { status: 'running', sent: 3204, read: 0.61, at: '2026-11-20T12:00:00Z' },
  { status: 'done', sent: 10_000, read: 0.74, at: '2026-11-12T11:30:00Z' },
  { status: 'paused', sent: 86, read: 0.42, at: '2026-11-18T17:00:00Z' },
  { status: 'done', sent: 1290, read: 0.83, at: '2026-10-30T13:15:00Z' },
]
