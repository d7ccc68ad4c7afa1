import { KeyRound } from 'lucide-react'
import type { Account } from '#contract/accounts.ts'
import { useCan } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import type { Ask } from './asking/asking.ts'
import { TroubleNote } from './troubles/TroubleNote.tsx'
import { useWords } from './words.ts'

type Props = { account: Account; onAsk: Ask; className?: string }

const mendedByToken = ['reconnect', 'grant_permission']

/** What is wrong with the account, what that stops, and the way to mend it where that is here. */
export function AccountTrouble({ account, onAsk, className }: Props) {
  const say = useWords()
  const mayManage = useCan('accounts:manage')
  const { trouble, state } = account
  if (!trouble) return null
  const stopped = state === 'needs_attention'
  return (
    <div className={className}>
      <TroubleNote
        trouble={trouble}
        tone={stopped ? 'bad' : 'warn'}
        action={
          mayManage &&
          mendedByToken.includes(trouble.todo ?? '') && (
            <Button size="sm" icon={KeyRound} onClick={() => onAsk({ what: 'token', account })}>
              {say('menu.token')}
            </Button>
          )
        }
      >
        {stopped && <p>{say('account.nothingLeaves')}</p>}
      </TroubleNote>
    </div>
  )
}
