import { useMatch, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { AuditEntry } from '#contract/audit.ts'
import { Allowed } from '../../app/pieces/Allowed.tsx'
import { useTurn } from '../../app/pieces/act.ts'
import { useCan } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { EntryList } from './EntryList.tsx'
import { EntrySheet } from './EntrySheet.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { Filters } from './filters/Filters.tsx'
import { auditQuery, auditSearch } from './filters/filters.ts'
import { Guarding } from './guarding/Guarding.tsx'
import { RetentionDialog } from './guarding/RetentionDialog.tsx'
import { VerifyDialog } from './guarding/VerifyDialog.tsx'
import { useEntries, useFresh, useRetention, useVerdict } from './log.ts'
import { useWords } from './words.ts'

const HERE = '/settings/audit'

export default function AuditPage() {
  return (
    <Allowed permission="audit:read">
      <Audit />
    </Allowed>
  )
}

function Audit() {
  const say = useWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/settings/audit' })
  // The days of a period are those of the moment it was chosen.
  const query = useMemo(() => auditQuery(search, new Date()), [search])
  const entries = useEntries(query)
  const fresh = useFresh(query, entries.rows[0]?.seq)
  const [opened, setOpened] = useState<AuditEntry | null>(null)
  const mayExport = useCan('audit:export')
  const filtered = Object.keys(search).length > 0

  const filter = (change: Record<string, unknown>) =>
    void navigate({ to: HERE, search: auditSearch({ ...search, ...change }), replace: true })
  const clear = () => void navigate({ to: HERE, search: {}, replace: true })

  return (
    <SettingsPage
      width="wide"
      title={say('title')}
      description={say('about')}
      actions={mayExport && <ExportMenu query={query} filtered={filtered} />}
    >
      <Guarded />
      <div className="flex flex-col gap-3">
        <Filters
          search={search}
          onChange={filter}
          onClear={clear}
          nameOf={(id) => nameIn(entries.rows, id)}
        />
        {fresh && !entries.changing && (
          <p role="status" className="flex items-center justify-center gap-2 text-sm text-quiet">
            {say('fresh')}
            <Button size="sm" loading={entries.refreshing} onClick={entries.refresh}>
              {say('showFresh')}
            </Button>
          </p>
        )}
        <EntryList pages={entries} onOpen={setOpened} onClear={filtered ? clear : null} />
      </div>
      <EntrySheet entry={opened} onClose={() => setOpened(null)} />
    </SettingsPage>
  )
}

function Guarded() {
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/settings/audit' })
  const verifying = useMatch({ from: '/inside/settings/audit/verification', shouldThrow: false })
  const verifyTurn = useTurn(Boolean(verifying))
  const [changing, setChanging] = useState(false)
  const changeTurn = useTurn(changing)
  const { verdict, known, keep } = useVerdict()
  const retention = useRetention()
  return (
    <>
      <Guarding
        verdict={verdict}
        known={known}
        onVerify={() => void navigate({ to: '/settings/audit/verification', search })}
        onRetention={() => setChanging(true)}
      />
      <VerifyDialog
        key={`verify ${verifyTurn}`}
        open={Boolean(verifying)}
        onClose={() => void navigate({ to: HERE, search, replace: true })}
        onEnd={({ state, checked }) => keep({ ok: state === 'ok', at: new Date().toISOString(), checked })}
      />
      {retention.data && (
        <RetentionDialog
          key={`retention ${changeTurn}`}
          open={changing}
          onClose={() => setChanging(false)}
          keepMonths={retention.data.keepMonths}
        />
      )}
    </>
  )
}

function nameIn(entries: readonly AuditEntry[], id: string): string | undefined {
  for (const { actor, subject } of entries) {
    if (actor.id === id && actor.name) return actor.name
    if (subject.id === id && subject.label) return subject.label
  }
  return undefined
}
