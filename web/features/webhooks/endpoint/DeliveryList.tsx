import { RotateCw, Send } from 'lucide-react'
import { useState } from 'react'
import type { DeliveryState, WebhookDelivery, WebhookEndpoint } from '#contract/webhooks.ts'
import { tell, tellProblem } from '../../../app/http/notices.ts'
import { LoadProblem } from '../../../app/pieces/LoadProblem.tsx'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useCan } from '../../../app/session.ts'
import { Select } from '../../../ui/controls/Select.tsx'
import { LoadMore } from '../../../ui/display/LoadMore.tsx'
import { Table } from '../../../ui/display/Table.tsx'
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx'
import { useDeliveries, useReplayOne } from '../webhooks.ts'
import { useWords } from '../words.ts'
import { useDeliveryColumns } from './deliveryColumns.tsx'

const states: readonly DeliveryState[] = ['waiting', 'delivered', 'failed']

export function DeliveryList({ endpoint: { id } }: { endpoint: WebhookEndpoint }) {
  const say = useWords()
  const pieces = usePieces()
  const mayManage = useCan('webhooks:manage')
  const [state, setState] = useState<DeliveryState | null>(null)
  const deliveries = useDeliveries(id, state)
  const columns = useDeliveryColumns()
  const replay = useReplayOne(id)
  const again = (delivery: WebhookDelivery) =>
    replay.mutate(delivery.id, { onSuccess: () => tell(say('told.again')), onError: tellProblem })
  const count = deliveries.rows.length
  return (
    <section className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-base font-semibold">{say('detail.deliveries')}</h3>
        <div className="w-36">
          <Select
            size="sm"
            aria-label={say('delivery.filter')}
            value={state ?? ''}
            onChange={(value) => setState(states.find((each) => each === value) ?? null)}
            options={[
              { value: '', label: say('delivery.any') },
              ...states.map((value) => ({ value, label: say(`delivery.${value}`) })),
            ]}
          />
        </div>
      </div>
      {deliveries.failure || deliveries.offline ? (
        <LoadProblem
          compact
          title={say('delivery.loadFailed')}
          error={deliveries.failure}
          offline={deliveries.offline}
          onRetry={deliveries.refresh}
          retrying={deliveries.refreshing}
        />
      ) : (
        <Table
          label={say('delivery.list')}
          columns={columns}
          rows={deliveries.rows}
          rowKey={(row) => row.id}
          loading={deliveries.loading}
          loadingRows={3}
          className={deliveries.changing ? 'opacity-60' : ''}
          {...(mayManage && {
            actionsLabel: pieces('actions'),
            rowActions: (row: WebhookDelivery) => [
              { label: say('delivery.again'), icon: RotateCw, onSelect: () => again(row) },
            ],
          })}
          empty={
            <EmptyState compact icon={Send} tone="neutral" title={say('delivery.empty')}>
              {say('delivery.emptyWhy')}
            </EmptyState>
          }
          footer={
            count > 0 && (
              <LoadMore
                hasMore={deliveries.hasMore}
                loading={deliveries.loadingMore}
                onLoad={deliveries.loadMore}
                label={pieces('more')}
                shown={
                  deliveries.trouble ??
                  say(deliveries.hasMore ? 'delivery.soFar' : 'delivery.shown', { count })
                }
              />
            )
          }
        />
      )}
    </section>
  )
}
