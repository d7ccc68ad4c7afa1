import { PanelRight, Plus, RefreshCw, Smartphone } from 'lucide-react'
import type { Account } from '#contract/accounts.ts'
import { tell, tellWarning } from '../../../app/http/notices.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useCan } from '../../../app/session.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Table } from '../../../ui/display/Table.tsx'
import { RelativeTime } from '../../../ui/display/Times.tsx'
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx'
import { Panel } from '../../../ui/layout/Panel.tsx'
import { AccountTrouble } from '../AccountTrouble.tsx'
import { useCheck } from '../accounts.ts'
import type { Ask } from '../asking/asking.ts'
import { tellRefusal } from '../refusals.ts'
import { AccountBadge } from '../Standing.tsx'
import { useWords } from '../words.ts'
import { useColumns } from './columns.tsx'
import { useMenu } from './menu.ts'

type Props = { account: Account; onOpen: () => void; onAsk: Ask }

/** One account with its numbers, and how they are doing. */
export function AccountPanel({ account, onOpen, onAsk }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const mayManage = useCan('accounts:manage')
  const columns = useColumns()
  const menu = useMenu(account, onAsk, onOpen)
  const { name, numbers } = account
  return (
    <Panel
      flush
      title={name}
      description={<Summary account={account} />}
      actions={
        <>
          {mayManage && <CheckButton account={account} />}
          <Button size="sm" icon={PanelRight} onClick={onOpen} aria-label={say('menu.open', { name })}>
            {say('menu.details')}
          </Button>
        </>
      }
    >
      <AccountTrouble account={account} onAsk={onAsk} className="px-4 pb-3.5" />
      <Table
        label={say('numbersOf', { name })}
        columns={columns}
        rows={numbers}
        rowKey={({ id }) => id}
        onOpen={onOpen}
        actionsLabel={pieces('actions')}
        rowActions={menu}
        className="rounded-t-none border-x-0 border-b-0 border-line-soft [&_th:first-child]:pl-4"
        empty={
          <EmptyState
            compact
            icon={Smartphone}
            title={say('numbers.empty')}
            action={
              mayManage && (
                <Button icon={Plus} onClick={() => onAsk({ what: 'addNumber', account })}>
                  {say('numbers.add')}
                </Button>
              )
            }
          >
            {say('numbers.emptyWhy')}
          </EmptyState>
        }
      />
    </Panel>
  )
}

function Summary({ account }: { account: Account }) {
  const say = useWords()
  const { businessId, checkedAt } = account
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
      <AccountBadge account={account} />
      {businessId && <span className="tabular-nums">{say('waba', { id: businessId })}</span>}
      {checkedAt && (
        <span>
          {say('checked')} <RelativeTime at={checkedAt} />
        </span>
      )}
    </span>
  )
}

function CheckButton({ account: { id, name } }: { account: Account }) {
  const say = useWords()
  const check = useCheck(id)
  const run = () =>
    check.mutate(undefined, {
      onSuccess: ({ problems: { length: count } }) =>
        count === 0 ? tell(say('told.well', { name })) : tellWarning(say('told.problems', { name, count })),
      onError: tellRefusal,
    })
  return (
    <Button
      size="sm"
      icon={RefreshCw}
      loading={check.isPending}
      onClick={run}
      aria-label={say('check.runOf', { name })}
    >
      {say('check.run')}
    </Button>
  )
}
