import { FileSearch, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import type { AuditEntry } from '#contract/audit.ts'
import { useLanguage } from '../../app/i18n.ts'
import { LoadProblem } from '../../app/pieces/LoadProblem.tsx'
import type { Pages } from '../../app/pieces/pages.ts'
import { RowKeys } from '../../app/pieces/RowKeys.tsx'
import { Windowed } from '../../app/pieces/Windowed.tsx'
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

/** A day and then what happened on it; the first day stands in the header. */
type Line = { day: string; at: string; entry: AuditEntry | null }

function Days({ entries, onOpen }: { entries: readonly AuditEntry[]; onOpen: Props['onOpen'] }) {
  const say = useWords()
  const format = useFormat()
  const dayName = useDayName(format)
  const lines = useMemo(() => linesOf(entries, format), [entries, format])
  return (
    <Windowed
      label={say('list')}
      items={lines}
      keyOf={({ day, entry }) => (entry ? String(entry.seq) : day)}
      guess={50}
      header={(line) => <Day name={dayName(line)} className="sticky top-0 z-10" />}
      render={(line) =>
        line.entry ? <EntryRow entry={line.entry} onOpen={onOpen} /> : <Day name={dayName(line)} />
      }
    />
  )
}

function linesOf(entries: readonly AuditEntry[], format: Formats): Line[] {
  const days = Map.groupBy(entries, ({ at }) => format.date(new Date(at)))
  return [...days].flatMap(([day, inside], number) => {
    const rows = inside.map((entry) => ({ day, at: entry.at, entry }))
    return number === 0 ? rows : [{ day, at: inside[0]?.at ?? '', entry: null }, ...rows]
  })
}

const Day = ({ name, className }: { name: string; className?: string }) => (
  <h2
    className={cn(
      'border-b border-line-soft bg-surface px-3 py-1.5 text-xs font-semibold text-quiet first-letter:uppercase',
      className,
    )}
  >
    {name}
  </h2>
)

/** "Hoje, 20/11/2026"; further back the weekday, by which people remember. */
function useDayName(format: Formats) {
  const say = useWords()
  const language = useLanguage()
  return ({ day, at }: Line) => {
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
