import type { Account } from '#contract/accounts.ts'
import { Copyable } from '../../../app/pieces/Copyable.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useSandbox } from '../../operations/instance.ts'
import { useWords } from '../words.ts'

// As the server reads it.
const variable = 'WEBHOOK_VERIFY_TOKEN'

/** Where Meta is to send what happens, for whoever has to type it into Meta's dashboard. */
export function WebhookSetUp({ account: { subscribedAt } }: { account: Account }) {
  const say = useWords()
  const sandbox = useSandbox()
  const { origin, protocol } = window.location
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-pretty text-quiet">
        {say(sandbox ? 'hook.sandbox' : subscribedAt ? 'hook.subscribed' : 'hook.what')}
      </p>
      <Copyable
        label={say('hook.address')}
        value={`${origin}/api/webhooks/whatsapp`}
        hint={say('hook.where')}
      />
      <div className="flex flex-col gap-1.5 text-sm">
        <p className="font-medium">{say('hook.token')}</p>
        <p className="text-pretty text-quiet">{say('hook.tokenWhy')}</p>
        <code className="self-start rounded-[5px] bg-sunken px-1.5 py-0.5 font-mono text-xs select-all">
          {variable}
        </code>
      </div>
      {protocol !== 'https:' && !sandbox && <Callout tone="warn">{say('hook.https')}</Callout>}
    </div>
  )
}
