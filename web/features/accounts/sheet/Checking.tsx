import { RefreshCw } from 'lucide-react'
import type { Account, AccountCheck, Trouble } from '#contract/accounts.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { Progress } from '../../../ui/feedback/Progress.tsx'
import { useCheck } from '../accounts.ts'
import { whyNot } from '../refusals.ts'
import { TroubleNote } from '../troubles/TroubleNote.tsx'
import { useWords } from '../words.ts'

/** Asks Meta how the account is doing, and tells everything that is not as it should be. */
export function Checking({ account }: { account: Account }) {
  const say = useWords()
  const check = useCheck(account.id)
  return (
    <section aria-label={say('check.title')} className="flex flex-col gap-3">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <h3 className="text-base font-semibold">{say('check.title')}</h3>
        <Button size="sm" icon={RefreshCw} loading={check.isPending} onClick={() => check.mutate()}>
          {say('check.run')}
        </Button>
      </div>
      <div aria-live="polite" className="flex flex-col gap-3">
        {check.isPending ? (
          <Progress label={say('check.asking')} value={null} />
        ) : check.error ? (
          <Callout tone="bad">{whyNot(check.error)}</Callout>
        ) : check.data ? (
          <Result found={check.data} />
        ) : (
          <p className="text-sm text-pretty text-quiet">{say('check.what')}</p>
        )}
      </div>
    </section>
  )
}

function Result({ found: { account, problems, added } }: { found: AccountCheck }) {
  const say = useWords()
  return (
    <>
      {problems.length === 0 ? (
        <Callout tone="good">{say('check.well')}</Callout>
      ) : (
        problems.map((problem, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is drawn once and stays as it is
          <Problem key={at} account={account} problem={problem} />
        ))
      )}
      {added.length > 0 && <p className="text-sm">{say('check.added', { count: added.length })}</p>}
    </>
  )
}

/** What is wrong with a number names it, by the id that Meta gave it. */
function Problem({ account, problem }: { account: Account; problem: Trouble }) {
  const number = account.numbers.find(({ phoneNumberId }) => phoneNumberId === problem.detail)
  const stops = account.state === 'needs_attention' || number?.state === 'paused'
  return (
    <TroubleNote trouble={number ? { ...problem, detail: null } : problem} tone={stops ? 'bad' : 'warn'}>
      {number && <p className="font-medium text-ink">{number.name}</p>}
    </TroubleNote>
  )
}
