import type { ParkedItem } from '#contract/parked.ts'
import { useFormat } from '../../../ui/display/format.ts'
import type { Column } from '../../../ui/display/Table.tsx'
import { RelativeTime } from '../../../ui/display/Times.tsx'
import { pt, useWords } from '../words.ts'

export function useColumns(): Column<ParkedItem>[] {
  const say = useWords()
  const format = useFormat()
  return [
    { key: 'what', header: say('parked.what'), rowHeader: true, cell: (item) => <What item={item} /> },
    {
      key: 'times',
      header: say('parked.times'),
      width: '96px',
      align: 'end',
      hideBelow: 'md',
      cell: ({ times }) => format.number(times),
    },
    {
      key: 'last',
      header: say('parked.last'),
      width: '148px',
      hideBelow: 'sm',
      cell: ({ lastAt }) => <RelativeTime at={lastAt} className="whitespace-nowrap text-quiet" />,
    },
  ]
}

// Of the others, the sentence above says as much.
const technical: ReadonlySet<ParkedItem['reason']> = new Set([
  'unknown_type',
  'unknown_field',
  'not_understood',
  'failed',
])

/** What it is, and why it is here; what was strange about it, for whoever mends that. */
function What({ item: { kind, reason, detail, lastAt } }: { item: ParkedItem }) {
  const say = useWords()
  return (
    <span className="flex min-w-0 flex-col py-1">
      <span>
        {nameOf(kind, say)}: {say(`parked.reason.${reason}`)}
      </span>
      <span className="text-xs font-normal text-pretty text-quiet">{say(`parked.why.${reason}`)}</span>
      {detail && technical.has(reason) && (
        <code className="line-clamp-2 font-mono text-xs font-normal break-words text-quiet">{detail}</code>
      )}
      <span className="text-xs font-normal text-quiet sm:hidden">
        {say('parked.last')}: <RelativeTime at={lastAt} />
      </span>
    </span>
  )
}

const isKnown = (kind: string): kind is keyof typeof pt.parked.kind => Object.hasOwn(pt.parked.kind, kind)

export const nameOf = (kind: string, say: ReturnType<typeof useWords>): string =>
  isKnown(kind) ? say(`parked.kind.${kind}`) : kind
