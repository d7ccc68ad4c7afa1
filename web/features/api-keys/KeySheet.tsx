import { Ban } from 'lucide-react'
import type { ApiKey } from '#contract/api-keys.ts'
import { useLast } from '../../app/pieces/act.ts'
import { useCan } from '../../app/session.ts'
import { useWords as useShell } from '../../app/words.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { type Fact, Facts } from '../../ui/display/Facts.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { useNow } from '../../ui/display/now.ts'
import { DateTime, RelativeTime } from '../../ui/display/Times.tsx'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { Sheet } from '../../ui/overlays/Sheet.tsx'
import { ReachOf } from './columns.tsx'
import { standingOf } from './expiry.ts'
import { ScopeList } from './permissions/ScopeList.tsx'
import { useWords } from './words.ts'

type Props = {
  apiKey: ApiKey | null
  creator: string | undefined
  onClose: () => void
  onRevoke: (key: ApiKey) => void
}

export function KeySheet({ apiKey, creator, onClose, onRevoke }: Props) {
  const say = useWords()
  const shell = useShell()
  const mayRevoke = useCan('api-keys:revoke')
  const shown = useLast(apiKey)
  const lastCreator = useLast(creator)
  if (!shown) return null
  return (
    <Sheet
      open={apiKey !== null}
      onOpenChange={(next) => next || onClose()}
      title={shown.name}
      closeLabel={shell('close')}
    >
      <div className="flex flex-col gap-6 pt-1">
        <Over apiKey={shown} />
        <KeyFacts apiKey={shown} creator={lastCreator ?? undefined} />
        <section className="flex flex-col gap-3">
          <h3 className="flex items-baseline justify-between gap-3 text-base font-semibold">
            {say('details.can')}
            <span className="text-xs font-normal text-quiet">
              <ReachOf apiKey={shown} />
            </span>
          </h3>
          <ScopeList scopes={shown.scopes} />
        </section>
        {mayRevoke && !shown.revokedAt && (
          <div className="border-t border-line-soft pt-4">
            <Button size="sm" icon={Ban} className="text-bad" onClick={() => onRevoke(shown)}>
              {say('menu.revoke')}
            </Button>
          </div>
        )}
      </div>
    </Sheet>
  )
}

function Over({ apiKey }: { apiKey: ApiKey }) {
  const say = useWords()
  const format = useFormat()
  const standing = standingOf(apiKey, useNow())
  if (standing === 'active') return null
  const date = format.dateTime(new Date(apiKey.revokedAt ?? apiKey.expiresAt ?? ''))
  return <Callout tone="warn">{say(standing === 'revoked' ? 'revokedAt' : 'expiredAt', { date })}</Callout>
}

function KeyFacts({ apiKey, creator }: { apiKey: ApiKey; creator: string | undefined }) {
  const say = useWords()
  const { prefix, createdAt, createdBy, expiresAt, lastUsedAt } = apiKey
  const facts: Fact[] = [
    { term: say('details.begins'), value: <code className="font-mono">{prefix}</code> },
    { term: say('details.created'), value: <DateTime at={createdAt} /> },
    { term: say('details.createdBy'), value: createdBy === null ? say('byNobody') : creator },
    { term: say('details.expires'), value: expiresAt ? <DateTime at={expiresAt} /> : say('noExpiry') },
    {
      term: say('details.used'),
      value: lastUsedAt ? <RelativeTime at={lastUsedAt} /> : say('neverUsed'),
    },
  ]
  return <Facts facts={facts} />
}
