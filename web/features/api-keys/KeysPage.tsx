import { useMatch, useNavigate } from '@tanstack/react-router'
import { BookOpen, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ApiKey } from '#contract/api-keys.ts'
import { Allowed } from '../../app/pieces/Allowed.tsx'
import { useTurn } from '../../app/pieces/act.ts'
import { useCan } from '../../app/session.ts'
import { Button, buttonStyles } from '../../ui/controls/Button.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { NewKeySheet } from './create/NewKeySheet.tsx'
import { KeySheet } from './KeySheet.tsx'
import { KeysList } from './KeysList.tsx'
import { useCreators, useKeys } from './keys.ts'
import { RevokeDialog } from './RevokeDialog.tsx'
import { useWords } from './words.ts'

export default function KeysPage() {
  return (
    <Allowed permission="api-keys:read">
      <Keys />
    </Allowed>
  )
}

function Keys() {
  const say = useWords()
  const navigate = useNavigate()
  const creating = useMatch({ from: '/inside/settings/api-keys/new', shouldThrow: false })
  const turn = useTurn(Boolean(creating))
  const mayCreate = useCan('api-keys:create')
  const keys = useKeys()
  const creatorOf = useCreators(keys.rows)
  const [opened, setOpened] = useState<ApiKey | null>(null)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const create = () => void navigate({ to: '/settings/api-keys/new' })
  return (
    <SettingsPage
      width="wide"
      title={say('title')}
      description={say('about')}
      actions={
        <>
          <a href="/docs" target="_blank" rel="noreferrer" className={buttonStyles()}>
            <BookOpen size={16} aria-hidden />
            {say('docs')}
          </a>
          {mayCreate && (
            <Button variant="primary" icon={Plus} onClick={create}>
              {say('create')}
            </Button>
          )}
        </>
      }
    >
      <KeysList
        keys={keys}
        creatorOf={creatorOf}
        onOpen={setOpened}
        onRevoke={setRevoking}
        onCreate={mayCreate ? create : undefined}
      />
      <NewKeySheet
        key={turn}
        open={Boolean(creating) && mayCreate}
        onClose={() => void navigate({ to: '/settings/api-keys', replace: true })}
      />
      <KeySheet
        apiKey={opened}
        creator={creatorOf(opened?.createdBy ?? null)}
        onClose={() => setOpened(null)}
        onRevoke={setRevoking}
      />
      <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} onRevoked={() => setOpened(null)} />
    </SettingsPage>
  )
}
