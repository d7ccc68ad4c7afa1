import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AuditEntry } from '#contract/audit.ts'
import { useLast } from '../../app/pieces/act.ts'
import { Copyable } from '../../app/pieces/Copyable.tsx'
import { useWords as useShell } from '../../app/words.ts'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { type Fact, Facts } from '../../ui/display/Facts.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { Sheet } from '../../ui/overlays/Sheet.tsx'
import { detailsOf } from './acts/details.ts'
import { plainSentence } from './acts/sentence.ts'
import type { AuditSearch } from './filters/filters.ts'
import { useWords } from './words.ts'

type Props = { entry: AuditEntry | null; onClose: () => void }

export function EntrySheet({ entry, onClose }: Props) {
  const shell = useShell()
  const format = useFormat()
  const shown = useLast(entry)
  if (!shown) return null
  return (
    <Sheet
      open={entry !== null}
      onOpenChange={(next) => next || onClose()}
      title={plainSentence(shown)}
      description={detailsOf(shown, format).join(' · ') || undefined}
      closeLabel={shell('close')}
    >
      <div className="flex flex-col gap-6 pt-1">
        <Circumstances entry={shown} />
        <More entry={shown} onFollow={onClose} />
        <Raw entry={shown} />
      </div>
    </Sheet>
  )
}

function Circumstances({ entry }: { entry: AuditEntry }) {
  const say = useWords()
  const format = useFormat()
  const { actor, subject, at, device, ip } = entry
  const moment = new Date(at)
  // To the second, which is what two accounts of the same minute are told apart by.
  const seconds = String(moment.getSeconds()).padStart(2, '0')
  const kind = say(`entry.kind.${actor.kind}`)
  const facts: Fact[] = [
    { term: say('entry.when'), value: `${format.dateTime(moment)}:${seconds}` },
    { term: say('entry.who'), value: actor.name ? `${actor.name} (${kind})` : capital(kind) },
    ...(subject.label ? [{ term: say('entry.whom'), value: subject.label }] : []),
    { term: say('entry.device'), value: device ?? <Missing /> },
    { term: say('entry.ip'), value: ip ?? <Missing /> },
  ]
  return <Facts facts={facts} />
}

const Missing = () => <span className="text-faint">{useWords()('entry.none')}</span>
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** From one entry to all that belong with it. */
function More({ entry: { actor, subject, ip }, onFollow }: { entry: AuditEntry; onFollow: () => void }) {
  const say = useWords()
  const follow = (search: AuditSearch, label: string) => (
    <Link to="/settings/audit" search={search} onClick={onFollow} className={buttonStyles({ size: 'sm' })}>
      {label}
    </Link>
  )
  const isPerson = subject.type === 'person' && subject.id !== null
  return (
    <div className="flex flex-wrap gap-2">
      {actor.id && actor.name && follow({ by: actor.id }, say('entry.allBy', { name: actor.name }))}
      {subject.id &&
        subject.label &&
        follow({ about: subject.id }, say('entry.allAbout', { name: subject.label }))}
      {ip && follow({ ip }, say('entry.allFrom'))}
      {isPerson && (
        <Link
          to="/settings/team/$personId"
          params={{ personId: subject.id ?? '' }}
          className={buttonStyles({ size: 'sm' })}
        >
          {say('entry.openPerson')}
        </Link>
      )}
    </div>
  )
}

/** For whoever looks into it with the log of the server beside them. */
function Raw({ entry }: { entry: AuditEntry }) {
  const say = useWords()
  const { name, seq, actor, subject, details, requestId } = entry
  const facts: Fact[] = [
    { term: say('entry.raw'), value: <Code>{name}</Code> },
    { term: say('entry.seq'), value: String(seq) },
    ...(actor.id ? [{ term: say('entry.actorId'), value: <Code>{actor.id}</Code> }] : []),
    ...(subject.id ? [{ term: say('entry.subjectId'), value: <Code>{subject.id}</Code> }] : []),
    ...Object.entries(details).map(([key, value]) => ({
      term: key,
      value: <Code>{shownValue(value)}</Code>,
    })),
  ]
  return (
    <section className="flex flex-col gap-3 border-t border-line-soft pt-4">
      <h3 className="text-sm font-semibold">{say('entry.details')}</h3>
      <Facts facts={facts} />
      {requestId && <Copyable label={say('entry.request')} value={requestId} />}
    </section>
  )
}

const shownValue = (value: AuditEntry['details'][string]) =>
  Array.isArray(value) ? value.join(', ') : String(value)

const Code = ({ children }: { children: ReactNode }) => (
  <code className="font-mono text-xs break-all">{children}</code>
)
