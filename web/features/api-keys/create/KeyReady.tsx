import type { CreatedApiKey } from '#contract/api-keys.ts'
import { Copyable } from '../../../app/pieces/Copyable.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useWords } from '../words.ts'

type Props = { created: CreatedApiKey; leaving: boolean }

export function KeyReady({ created, leaving }: Props) {
  const say = useWords()
  const example = `curl -H 'X-API-Key: ${created.key}' ${window.location.origin}/api/v1/me`
  return (
    <div className="flex flex-col gap-5 pt-1">
      {leaving ? (
        <Callout tone="bad" title={say('ready.sure')}>
          {say('ready.sureWhy')}
        </Callout>
      ) : (
        <Callout tone="warn">{say('ready.once')}</Callout>
      )}
      <Copyable label={say('ready.key')} value={created.key} />
      <Copyable label={say('ready.try')} value={example} hint={say('ready.tryHint')} />
      <a
        href="/docs"
        target="_blank"
        rel="noreferrer"
        className="self-start text-sm font-medium text-accent hover:underline"
      >
        {say('docs')}
      </a>
    </div>
  )
}
