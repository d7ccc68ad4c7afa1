import { useMatch, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Account } from '#contract/accounts.ts'
import { Allowed } from '../../app/pieces/Allowed.tsx'
import { useTurn } from '../../app/pieces/act.ts'
import { useCan } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { useAccounts, useLiveAccounts } from './accounts.ts'
import { AskedDialogs } from './asking/AskedDialogs.tsx'
import type { Asked } from './asking/asking.ts'
import { NewAccountSheet } from './form/NewAccountSheet.tsx'
import { AccountList } from './list/AccountList.tsx'
import { SandboxNote } from './SandboxNote.tsx'
import { AccountSheet } from './sheet/AccountSheet.tsx'
import { useWords } from './words.ts'

export default function AccountsPage() {
  return (
    <Allowed permission="accounts:read">
      <Accounts />
    </Allowed>
  )
}

function Accounts() {
  const say = useWords()
  const navigate = useNavigate()
  const adding = useMatch({ from: '/inside/settings/accounts/new', shouldThrow: false })
  const opened = useMatch({ from: '/inside/settings/accounts/$accountId', shouldThrow: false })
  const turn = useTurn(Boolean(adding))
  const mayManage = useCan('accounts:manage')
  const accounts = useAccounts()
  const [asked, setAsked] = useState<Asked | null>(null)
  useLiveAccounts()

  const add = () => void navigate({ to: '/settings/accounts/new' })
  const open = ({ id }: Account, replace = false) =>
    void navigate({ to: '/settings/accounts/$accountId', params: { accountId: id }, replace })
  const toList = () => void navigate({ to: '/settings/accounts', replace: true })
  return (
    <SettingsPage
      width="wide"
      title={say('title')}
      description={say('about')}
      actions={
        mayManage && (
          <Button variant="primary" icon={Plus} onClick={add}>
            {say('add')}
          </Button>
        )
      }
    >
      <SandboxNote />
      <AccountList accounts={accounts} onOpen={open} onAdd={mayManage ? add : undefined} onAsk={setAsked} />
      {mayManage && (
        <NewAccountSheet
          key={turn}
          open={Boolean(adding)}
          onClose={toList}
          onConnected={(account) => open(account, true)}
        />
      )}
      <AccountSheet id={opened?.params.accountId} onClose={toList} onAsk={setAsked} />
      <AskedDialogs asked={asked} onClose={() => setAsked(null)} onRemoved={toList} />
    </SettingsPage>
  )
}
