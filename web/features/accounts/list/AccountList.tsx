import { Smartphone } from 'lucide-react'
import type { Account } from '#contract/accounts.ts'
import { LoadProblem } from '../../../app/pieces/LoadProblem.tsx'
import type { Pages } from '../../../app/pieces/pages.ts'
import { RowKeys } from '../../../app/pieces/RowKeys.tsx'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { LoadMore } from '../../../ui/display/LoadMore.tsx'
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx'
import { SkeletonText } from '../../../ui/feedback/Skeleton.tsx'
import { Panel } from '../../../ui/layout/Panel.tsx'
import type { Ask } from '../asking/asking.ts'
import { useWords } from '../words.ts'
import { AccountPanel } from './AccountPanel.tsx'

type Props = {
  accounts: Pages<Account>
  onOpen: (account: Account) => void
  onAdd?: (() => void) | undefined
  onAsk: Ask
}

export function AccountList({ accounts, onOpen, onAdd, onAsk }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const { rows } = accounts
  if (accounts.failure || accounts.offline)
    return (
      <LoadProblem
        title={say('loadFailed')}
        error={accounts.failure}
        offline={accounts.offline}
        onRetry={accounts.refresh}
        retrying={accounts.refreshing}
      />
    )
  if (accounts.loading)
    return (
      <Panel>
        <SkeletonText lines={6} />
      </Panel>
    )
  if (rows.length === 0) return <Nothing onAdd={onAdd} />
  return (
    <RowKeys className="flex flex-col gap-6">
      {rows.map((account) => (
        <AccountPanel key={account.id} account={account} onOpen={() => onOpen(account)} onAsk={onAsk} />
      ))}
      {(accounts.hasMore || accounts.trouble) && (
        <LoadMore
          hasMore={accounts.hasMore}
          loading={accounts.loadingMore}
          onLoad={accounts.loadMore}
          label={pieces('more')}
          shown={accounts.trouble ?? say('soFar', { count: rows.length })}
        />
      )}
    </RowKeys>
  )
}

function Nothing({ onAdd }: Pick<Props, 'onAdd'>) {
  const say = useWords()
  return (
    <Panel>
      <EmptyState
        icon={Smartphone}
        title={say('empty.title')}
        action={
          onAdd && (
            <Button variant="primary" onClick={onAdd}>
              {say('add')}
            </Button>
          )
        }
      >
        {say(onAdd ? 'empty.why' : 'empty.askAdmin')}
      </EmptyState>
    </Panel>
  )
}
