import { CircleCheckBig, RotateCw, SearchX, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ParkedItem } from '#contract/parked.ts'
import { tell } from '../../../app/http/notices.ts'
import { LoadProblem } from '../../../app/pieces/LoadProblem.tsx'
import type { Pages } from '../../../app/pieces/pages.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useCan } from '../../../app/session.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { LoadMore } from '../../../ui/display/LoadMore.tsx'
import { Table } from '../../../ui/display/Table.tsx'
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx'
import { notify } from '../../../ui/overlays/notify.ts'
import { useWords } from '../words.ts'
import { useColumns } from './columns.tsx'
import { Dismissing } from './Dismissing.tsx'
import type { ParkedFilters } from './filters.ts'
import { useReplay, whyNot } from './parked.ts'

type Props = { items: Pages<ParkedItem>; filters: ParkedFilters; onShowAll: () => void }

export function ParkedList({ items, filters, onShowAll }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const mayManage = useCan('queues:manage')
  const columns = useColumns()
  const replay = useReplaying()
  const [dismissing, setDismissing] = useState<ParkedItem | null>(null)
  const state = filters.parked ?? 'parked'
  if (items.failure || items.offline)
    return (
      <LoadProblem
        compact
        title={say('parked.loadFailed')}
        error={items.failure}
        offline={items.offline}
        onRetry={items.refresh}
        retrying={items.refreshing}
      />
    )
  const count = items.rows.length
  return (
    <>
      <Table
        label={say('parked.list', { state: say(`parked.state.${state}`) })}
        columns={columns}
        rows={items.rows}
        rowKey={({ id }) => id}
        loading={items.loading}
        loadingRows={3}
        className={items.changing ? 'opacity-60' : ''}
        {...(mayManage &&
          state === 'parked' && {
            actionsLabel: pieces('actions'),
            rowActions: (item: ParkedItem) => [
              { label: say('parked.replay'), icon: RotateCw, onSelect: () => replay(item) },
              'separator' as const,
              {
                label: say('parked.dismiss'),
                icon: Trash2,
                danger: true,
                onSelect: () => setDismissing(item),
              },
            ],
          })}
        empty={<Nothing filters={filters} onShowAll={onShowAll} />}
        footer={
          count > 0 && (
            <LoadMore
              hasMore={items.hasMore}
              loading={items.loadingMore}
              onLoad={items.loadMore}
              label={pieces('more')}
              shown={items.trouble ?? say(items.hasMore ? 'parked.soFar' : 'parked.shown', { count })}
            />
          )
        }
      />
      <Dismissing item={dismissing} onClose={() => setDismissing(null)} />
    </>
  )
}

/** Needs no question: what still cannot be stored stays where it is. */
function useReplaying() {
  const say = useWords()
  const shell = useShell()
  const { mutate } = useReplay()
  return (item: ParkedItem) =>
    mutate(item, {
      onSuccess: () => tell(say('parked.landed')),
      onError: (error) =>
        notify({ title: whyNot(error), tone: 'bad', closeLabel: shell('close'), id: 'problem' }),
    })
}

function Nothing({ filters: { parked = 'parked', reason }, onShowAll }: Omit<Props, 'items'>) {
  const say = useWords()
  if (reason)
    return (
      <EmptyState
        compact
        icon={SearchX}
        tone="neutral"
        title={say('parked.empty.reason')}
        action={<Button onClick={onShowAll}>{say('empty.showAll')}</Button>}
      />
    )
  return (
    <EmptyState compact icon={CircleCheckBig} title={say(`parked.empty.${parked}`)}>
      {say(`parked.empty.${parked}Why`)}
    </EmptyState>
  )
}
