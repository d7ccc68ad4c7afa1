import type { WebhookEndpointWithSecret } from '#contract/webhooks.ts'
import { Copyable } from '../../../app/pieces/Copyable.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useWords } from '../words.ts'

type Props = { made: WebhookEndpointWithSecret; leaving: boolean }

export function SecretReady({ made: { secret, previousSecretUntil }, leaving }: Props) {
  const say = useWords()
  const format = useFormat()
  return (
    <div className="flex flex-col gap-5 pt-1">
      {leaving ? (
        <Callout tone="bad" title={say('secret.sure')}>
          {say('secret.sureWhy')}
        </Callout>
      ) : (
        <Callout tone="warn">{say('secret.once')}</Callout>
      )}
      <Copyable label={say('secret.label')} value={secret} hint={say('secret.hint')} />
      {previousSecretUntil && (
        <p className="text-sm text-quiet">
          {say('secret.both', { date: format.dateTime(new Date(previousSecretUntil)) })}
        </p>
      )}
    </div>
  )
}
