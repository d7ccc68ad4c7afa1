import { useNavigate } from '@tanstack/react-router'
import { Ban, History, KeyRound, ListChecks } from 'lucide-react'
import type { ApiKey } from '#contract/api-keys.ts'
import { LoadProblem } from '../../app/pieces/LoadProblem.tsx'
import type { Pages } from '../../app/pieces/pages.ts'
import { RowKeys } from '../../app/pieces/RowKeys.tsx'
import { useWords as usePieces } from '../../app/pieces/words.ts'
import { useCan } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { LoadMore } from '../../ui/display/LoadMore.tsx'
import { useNow } from '../../ui/display/now.ts'
import { Table } from '../../ui/display/Table.tsx'
import { EmptyState } from '../../ui/feedback/EmptyState.tsx'
import { useColumns } from './columns.tsx'
import { standingOf } from './expiry.ts'
import { useWords } from './words.ts'

type Props = {
  keys: Pages<ApiKey>
  creatorOf: (id: string | null) => string | undefined
  onOpen: (key: ApiKey) => void
  onRevoke: (key: ApiKey) => void
  onCreate?: (() => void) | undefined
}

export function KeysList({ keys, creatorOf, onOpen, onRevoke, onCreate }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const navigate = useNavigate()
  const now = useNow()
  const columns = useColumns(creatorOf)
  const mayRevoke = useCan('api-keys:revoke')
  if (keys.failure || keys.offline)
    return (
      <LoadProblem
        title={say('loadFailed')}
        error={keys.failure}
        offline={keys.offline}
        onRetry={keys.refresh}
        retrying={keys.refreshing}
      />
    )
  const count = keys.rows.length
  return (
    <RowKeys>
      <Table
        label={say('list')}
        columns={columns}
        rows={keys.rows}
        rowKey={({ id }) => id}
        loading={keys.loading}
        loadingRows={3}
        onOpen={onOpen}
        actionsLabel={pieces('actions')}
        rowActions={(key) => [
          { label: say('menu.details'), icon: ListChecks, onSelect: () => onOpen(key) },
          {
            label: say('menu.history'),
            icon: History,
            onSelect: () => void navigate({ to: '/settings/audit', search: { about: key.id } }),
          },
          ...(mayRevoke && standingOf(key, now) !== 'revoked'
            ? ([
                'separator',
                { label: say('menu.revoke'), icon: Ban, danger: true, onSelect: () => onRevoke(key) },
              ] as const)
            : []),
        ]}
        empty={
          <EmptyState
            icon={KeyRound}
            title={say('empty.title')}
            action={onCreate && <Button onClick={onCreate}>{say('create')}</Button>}
          >
            {say('empty.why')}
          </EmptyState>
        }
        footer={
          count > 0 && (
            <LoadMore
              hasMore={keys.hasMore}
              loading={keys.loadingMore}
              onLoad={keys.loadMore}
              label={pieces('more')}
              shown={keys.trouble ?? say(keys.hasMore ? 'soFar' : 'shown', { count })}
            />
          )
        }
      />
    </RowKeys>
  )
}
