import { Webhook } from 'lucide-react'
import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { LoadProblem } from '../../../app/pieces/LoadProblem.tsx'
import type { Pages } from '../../../app/pieces/pages.ts'
import { RowKeys } from '../../../app/pieces/RowKeys.tsx'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { LoadMore } from '../../../ui/display/LoadMore.tsx'
import { Table } from '../../../ui/display/Table.tsx'
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx'
import type { MenuEntry } from '../../../ui/overlays/Menu.tsx'
import { useWords } from '../words.ts'
import { useColumns } from './columns.tsx'

type Props = {
  endpoints: Pages<WebhookEndpoint>
  menu: (endpoint: WebhookEndpoint) => readonly MenuEntry[]
  onOpen: (endpoint: WebhookEndpoint) => void
  onCreate?: (() => void) | undefined
}

export function EndpointList({ endpoints, menu, onOpen, onCreate }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const columns = useColumns()
  if (endpoints.failure || endpoints.offline)
    return (
      <LoadProblem
        title={say('loadFailed')}
        error={endpoints.failure}
        offline={endpoints.offline}
        onRetry={endpoints.refresh}
        retrying={endpoints.refreshing}
      />
    )
  const count = endpoints.rows.length
  return (
    <RowKeys>
      <Table
        label={say('list')}
        columns={columns}
        rows={endpoints.rows}
        rowKey={({ id }) => id}
        loading={endpoints.loading}
        loadingRows={3}
        onOpen={onOpen}
        actionsLabel={pieces('actions')}
        rowActions={menu}
        empty={
          <EmptyState
            icon={Webhook}
            title={say('empty.title')}
            action={onCreate && <Button onClick={onCreate}>{say('create')}</Button>}
          >
            {say('empty.why')}
          </EmptyState>
        }
        footer={
          count > 0 && (
            <LoadMore
              hasMore={endpoints.hasMore}
              loading={endpoints.loadingMore}
              onLoad={endpoints.loadMore}
              label={pieces('more')}
              shown={endpoints.trouble ?? say(endpoints.hasMore ? 'soFar' : 'shown', { count })}
            />
          )
        }
      />
    </RowKeys>
  )
}
