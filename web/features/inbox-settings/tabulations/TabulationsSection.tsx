import { Tags } from 'lucide-react'
import { useState } from 'react'
import type { Tabulation } from '#contract/conversations.ts'
import { LoadProblem } from '../../../app/pieces/LoadProblem.tsx'
import type { Pages } from '../../../app/pieces/pages.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { LoadMore } from '../../../ui/display/LoadMore.tsx'
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx'
import { SkeletonText } from '../../../ui/feedback/Skeleton.tsx'
import { SettingsSection } from '../../../ui/layout/Settings.tsx'
import { useWords } from '../words.ts'
import { AddTabulation } from './AddTabulation.tsx'
import { EditTabulation } from './EditTabulation.tsx'
import { TabulationRow } from './TabulationRow.tsx'
import { useTabulations } from './tabulations.ts'
import { useRemoving } from './useRemoving.ts'

export function TabulationsSection() {
  const say = useWords()
  const tabulations = useTabulations()
  const [editing, setEditing] = useState<Tabulation | null>(null)
  const remove = useRemoving()
  return (
    <SettingsSection title={say('tabulation.title')} description={say('tabulation.why')}>
      <AddTabulation />
      {tabulations.failure || tabulations.offline ? (
        <LoadProblem
          compact
          title={say('tabulation.loadFailed')}
          error={tabulations.failure}
          offline={tabulations.offline}
          onRetry={tabulations.refresh}
          retrying={tabulations.refreshing}
        />
      ) : tabulations.loading ? (
        <div className="p-4">
          <SkeletonText lines={4} />
        </div>
      ) : (
        <Rows tabulations={tabulations} onEdit={setEditing} onRemove={remove} />
      )}
      <EditTabulation tabulation={editing} onClose={() => setEditing(null)} />
    </SettingsSection>
  )
}

type Act = (tabulation: Tabulation) => void
type RowsProps = { tabulations: Pages<Tabulation>; onEdit: Act; onRemove: Act }

function Rows({ tabulations, onEdit, onRemove }: RowsProps) {
  const say = useWords()
  const pieces = usePieces()
  const { rows, hasMore, trouble } = tabulations
  if (rows.length === 0)
    return (
      <EmptyState compact icon={Tags} title={say('tabulation.empty')}>
        {say('tabulation.emptyWhy')}
      </EmptyState>
    )
  return (
    <>
      <ul aria-label={say('tabulation.title')} className="divide-y divide-line-soft">
        {rows.map((tabulation) => (
          <TabulationRow
            key={tabulation.id}
            tabulation={tabulation}
            onEdit={() => onEdit(tabulation)}
            onRemove={() => onRemove(tabulation)}
          />
        ))}
      </ul>
      {(hasMore || trouble) && (
        <LoadMore
          hasMore={hasMore}
          loading={tabulations.loadingMore}
          onLoad={tabulations.loadMore}
          label={pieces('more')}
          shown={trouble ?? say('tabulation.soFar', { count: rows.length })}
        />
      )}
    </>
  )
}
