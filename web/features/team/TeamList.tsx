import { SearchX, UserPlus } from 'lucide-react'
import type { Operator } from '#contract/team.ts'
import { LoadProblem } from '../../app/pieces/LoadProblem.tsx'
import { RowKeys } from '../../app/pieces/RowKeys.tsx'
import { useWords as usePieces } from '../../app/pieces/words.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { LoadMore } from '../../ui/display/LoadMore.tsx'
import { Table } from '../../ui/display/Table.tsx'
import { EmptyState } from '../../ui/feedback/EmptyState.tsx'
import { useColumns, useNamesOnly } from './columns.tsx'
import type { TeamFilters } from './filters.ts'
import { useMenu } from './menu.ts'
import { usePeople } from './people.ts'
import type { Ask } from './person/asking.ts'
import { useWords } from './words.ts'

type Props = {
  filters: TeamFilters
  onClear: () => void
  onInvite?: (() => void) | undefined
  /** For who may see more than names. */
  onOpen?: ((person: Operator) => void) | undefined
  onAsk: (ask: Ask) => void
}

export function TeamList({ filters, onClear, onInvite, onOpen, onAsk }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const people = usePeople(onOpen ? filters : { q: filters.q })
  const columns = useColumns()
  const namesOnly = useNamesOnly()
  const menu = useMenu((person) => onOpen?.(person), onAsk)
  const filtered = Object.keys(filters).length > 0
  const alone = people.rows.length === 1 && !people.hasMore && !filtered

  if (people.failure || people.offline)
    return (
      <LoadProblem
        title={say('loadFailed')}
        error={people.failure}
        offline={people.offline}
        onRetry={people.refresh}
        retrying={people.refreshing}
      />
    )
  const count = people.rows.length
  return (
    <RowKeys>
      <Table
        label={say('list')}
        columns={onOpen ? columns : namesOnly}
        rows={people.rows}
        rowKey={({ id }) => id}
        loading={people.loading}
        onOpen={onOpen}
        rowActions={onOpen && menu}
        actionsLabel={pieces('actions')}
        className={people.changing ? 'opacity-60' : ''}
        empty={
          <EmptyState
            compact
            icon={SearchX}
            tone="neutral"
            title={say('empty.none')}
            action={<Button onClick={onClear}>{pieces('clearFilters')}</Button>}
          >
            {say('empty.noneWhy')}
          </EmptyState>
        }
        footer={
          count > 0 && (
            <LoadMore
              hasMore={people.hasMore}
              loading={people.loadingMore}
              onLoad={people.loadMore}
              label={pieces('more')}
              shown={people.trouble ?? say(people.hasMore ? 'shownSoFar' : 'shown', { count })}
            />
          )
        }
      />
      {alone && onInvite && (
        <EmptyState
          icon={UserPlus}
          title={say('empty.alone')}
          action={<Button onClick={onInvite}>{say('invite')}</Button>}
        >
          {say('empty.aloneWhy')}
        </EmptyState>
      )}
    </RowKeys>
  )
}
