import { KeyRound, Pencil, Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Account } from '#contract/accounts.ts'
import { useCan } from '../../../app/session.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { type Fact, Facts } from '../../../ui/display/Facts.tsx'
import { DateTime, RelativeTime } from '../../../ui/display/Times.tsx'
import { AccountTrouble } from '../AccountTrouble.tsx'
import type { Ask } from '../asking/asking.ts'
import { AccountBadge } from '../Standing.tsx'
import { useWords } from '../words.ts'
import { Checking } from './Checking.tsx'
import { NumberCard } from './NumberCard.tsx'
import { WebhookSetUp } from './WebhookSetUp.tsx'

type Props = { account: Account; onAsk: Ask }

export function AccountDetails({ account, onAsk }: Props) {
  const say = useWords()
  const mayManage = useCan('accounts:manage')
  const { numbers } = account
  return (
    <div className="flex flex-col gap-7 pt-1">
      <div className="flex flex-col gap-4">
        <AccountTrouble account={account} onAsk={onAsk} />
        <AccountFacts account={account} />
        {mayManage && <Acts account={account} onAsk={onAsk} />}
      </div>
      {mayManage && <Checking account={account} />}
      <Part
        title={say('numbers.title')}
        action={
          mayManage && (
            <Button size="sm" icon={Plus} onClick={() => onAsk({ what: 'addNumber', account })}>
              {say('numbers.add')}
            </Button>
          )
        }
      >
        {numbers.length === 0 && <p className="text-sm text-quiet">{say('numbers.emptyWhy')}</p>}
        <ul className="flex flex-col gap-3">
          {numbers.map((number) => (
            <NumberCard key={number.id} account={account} number={number} onAsk={onAsk} />
          ))}
        </ul>
      </Part>
      <Part title={say('hook.title')}>
        <WebhookSetUp account={account} />
      </Part>
      {mayManage && (
        <div className="border-t border-line-soft pt-4">
          <Button
            size="sm"
            icon={Trash2}
            className="text-bad"
            onClick={() => onAsk({ what: 'remove', account })}
          >
            {say('menu.removeAccount')}
          </Button>
        </div>
      )}
    </div>
  )
}

type PartProps = { title: string; action?: ReactNode; children: ReactNode }

export function Part({ title, action, children }: PartProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <h3 className="text-base font-semibold">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  )
}

function Acts({ account, onAsk }: Props) {
  const say = useWords()
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" icon={Pencil} onClick={() => onAsk({ what: 'rename', account })}>
        {say('menu.rename')}
      </Button>
      <Button size="sm" icon={KeyRound} onClick={() => onAsk({ what: 'token', account })}>
        {say('menu.token')}
      </Button>
    </div>
  )
}

function AccountFacts({ account }: { account: Account }) {
  const say = useWords()
  const { businessId, portfolioId, accessTokenEnd, accessTokenSet, appSecretSet } = account
  const { subscribedAt, checkedAt, createdAt } = account
  const token = accessTokenEnd ? say('details.tokenEnd', { end: accessTokenEnd }) : say('details.set')
  const facts: (Fact | false)[] = [
    { term: say('column.state'), value: <AccountBadge account={account} /> },
    { term: say('form.id'), value: businessId ?? say('details.notYet') },
    portfolioId !== null && { term: say('details.portfolio'), value: portfolioId },
    { term: say('form.token'), value: accessTokenSet ? token : say('details.missing') },
    { term: say('form.secret'), value: say(appSecretSet ? 'details.own' : 'details.ofServer') },
    {
      term: say('details.subscribed'),
      value: subscribedAt ? <DateTime at={subscribedAt} /> : say('details.notYet'),
    },
    {
      term: say('details.checked'),
      value: checkedAt ? <RelativeTime at={checkedAt} /> : say('details.notYet'),
    },
    { term: say('details.created'), value: <DateTime at={createdAt} /> },
  ]
  return <Facts facts={facts.filter((fact) => fact !== false)} />
}
