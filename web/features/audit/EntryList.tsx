import { FileSearch, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import type { AuditEntry } from '#contract/audit.ts'
import { useLanguage } from '../../app/i18n.ts'
import { LoadProblem } from '../../app/pieces/LoadProblem.tsx'
import type { Pages } from '../../app/pieces/pages.ts'
import { RowKeys } from '../../app/pieces/RowKeys.tsx'
import { useWords as usePieces } from '../../app/pieces/words.ts'
import { cn } from '../../ui/classes.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { type Formats, useFormat } from '../../ui/display/format.ts'
import { LoadMore } from '../../ui/display/LoadMore.tsx'
import { EmptyState } from '../../ui/feedback/EmptyState.tsx'
import { SkeletonRows } from '../../ui/feedback/Skeleton.tsx'
import { EntryRow } from './EntryRow.tsx'
import { useWords } from './words.ts'

type Props = {
  pages: Pages<AuditEntry>
  onOpen: (entry: AuditEntry) => void
  /** Null when nothing is filtered. */
  onClear: (() => void) | null
}

export function EntryList({ pages, onOpen, onClear }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const format = useFormat()
  if (pages.failure || pages.offline)
    return (
      <LoadProblem
        title={say('loadFailed')}
        error={pages.failure}
        offline={pages.offline}
        onRetry={pages.refresh}
        retrying={pages.refreshing}
      />
    )
  if (pages.loading) return <SkeletonRows rows={8} className={sheet} />
  const count = pages.rows.length
  if (count === 0) return <Nothing onClear={onClear} />
  const numbers = { count, shown: format.number(count) }
  return (
    <RowKeys className={cn(sheet, 'transition-opacity', pages.changing && 'opacity-60')}>
      <Days entries={pages.rows} onOpen={onOpen} />
      <LoadMore
        hasMore={pages.hasMore}
        loading={pages.loadingMore}
        onLoad={pages.loadMore}
        label={pieces('more')}
        shown={pages.trouble ?? say(pages.hasMore ? 'soFar' : 'shown', numbers)}
      />
    </RowKeys>
  )
}

function Days({ entries, onOpen }: { entries: readonly AuditEntry[]; onOpen: Props['onOpen'] }) {
  const format = useFormat()
  const dayName = useDayName(format)
  const days = useMemo(
    () => [...Map.groupBy(entries, ({ at }) => format.date(new Date(at)))],
    [entries, format],
  )
  return days.map(([day, inside]) => (
    <section key={day} className="first:*:first:border-t-0" aria-label={dayName(day, inside[0]?.at)}>
      <h2 className="sticky top-0 z-10 border-y border-line-soft bg-surface px-3 py-1.5 text-xs font-semibold text-quiet first-letter:uppercase">
        {dayName(day, inside[0]?.at)}
      </h2>
      <ol>
        {inside.map((entry) => (
          <EntryRow key={entry.seq} entry={entry} onOpen={onOpen} />
        ))}
      </ol>
    </section>
  ))
}

/** "Hoje, 20/11/2026"; further back the weekday, by which people remember. */
function useDayName(format: Formats) {
  const say = useWords()
  const language = useLanguage()
  return (day: string, at = '') => {
    const now = new Date()
    const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
    const name =
      day === format.date(now)
        ? say('today')
        : day === format.date(yesterday)
          ? say('yesterday')
          : new Intl.DateTimeFormat(language, { weekday: 'long' }).format(new Date(at))
    return `${name}, ${day}`
  }
}

function Nothing({ onClear }: { onClear: (() => void) | null }) {
  const say = useWords()
  const pieces = usePieces()
  if (!onClear)
    return (
      <EmptyState icon={FileSearch} title={say('empty.none')}>
        {say('empty.noneWhy')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={SearchX}
      tone="neutral"
      title={say('empty.filtered')}
      action={<Button onClick={onClear}>{pieces('clearFilters')}</Button>}
    >
      {say('empty.filteredWhy')}
    </EmptyState>
  )
}

// `clip` and not `hidden`: the days must go on sticking to the page.
const sheet = 'overflow-clip rounded-lg border border-line bg-surface'
