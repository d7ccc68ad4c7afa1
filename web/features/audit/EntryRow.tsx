import { memo } from 'react'
import type { AuditEntry } from '#contract/audit.ts'
import { cn } from '../../ui/classes.ts'
import { useFormat } from '../../ui/display/format.ts'
import { detailsOf } from './acts/details.ts'
import { lookOf } from './acts/icons.ts'
import { sentenceOf } from './acts/sentence.ts'
import { useWords } from './acts/words.ts'

type Props = { entry: AuditEntry; onOpen: (entry: AuditEntry) => void }

export const EntryRow = memo(function EntryRow({ entry, onOpen }: Props) {
  useWords()
  const format = useFormat()
  const { icon: Icon, tone } = lookOf(entry.name)
  const details = detailsOf(entry, format)
  const where = [entry.device, entry.ip].filter((each) => each !== null)
  return (
    <button
      type="button"
      data-row
      onClick={() => onOpen(entry)}
      className="flex w-full items-start gap-3 border-b border-line-soft px-3 py-2 text-left hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <time dateTime={entry.at} className="w-10 shrink-0 pt-1 text-xs leading-5 text-quiet tabular-nums">
        {format.time(new Date(entry.at))}
      </time>
      <span className={cn('mt-0.5 grid size-7 shrink-0 place-items-center rounded-full', tones[tone])}>
        <Icon size={16} aria-hidden />
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-x-6 pt-1 lg:flex-row lg:items-baseline lg:justify-between">
        <span className="min-w-0">
          <Sentence entry={entry} className="block text-base" />
          {details.length > 0 && (
            <span className="block text-xs break-words text-quiet">{details.join(' · ')}</span>
          )}
        </span>
        <span className="shrink-0 text-xs break-all text-quiet tabular-nums lg:max-w-72 lg:text-right">
          {where.join(' · ')}
        </span>
      </span>
    </button>
  )
})

export function Sentence({ entry, className }: { entry: AuditEntry; className?: string }) {
  // The words are asked for in the language of now: a change of it must draw them again.
  useWords()
  return (
    <span className={className}>
      {sentenceOf(entry).map(({ text, strong }, at) =>
        strong ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move
          <b key={at} className="font-semibold">
            {text}
          </b>
        ) : (
          text
        ),
      )}
    </span>
  )
}

const tones = {
  plain: 'bg-hover text-quiet',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad',
}
