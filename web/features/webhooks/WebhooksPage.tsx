import { useMatch, useNavigate } from '@tanstack/react-router'
import { BookOpen, Plus } from 'lucide-react'
import { useState } from 'react'
import { Allowed } from '../../app/pieces/Allowed.tsx'
import { useTurn } from '../../app/pieces/act.ts'
import { useCan } from '../../app/session.ts'
import { Button, buttonStyles } from '../../ui/controls/Button.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { EndpointSheet } from './endpoint/EndpointSheet.tsx'
import { RemoveDialog } from './endpoint/RemoveDialog.tsx'
import { ReplayDialog } from './endpoint/ReplayDialog.tsx'
import { RotateSheet } from './endpoint/RotateSheet.tsx'
import { EditEndpointSheet } from './form/EditEndpointSheet.tsx'
import { NewEndpointSheet } from './form/NewEndpointSheet.tsx'
import { EndpointList } from './list/EndpointList.tsx'
import { type Asked, useMenu } from './list/menu.ts'
import { useCreators, useEndpoints } from './webhooks.ts'
import { useWords } from './words.ts'

export default function WebhooksPage() {
  return (
    <Allowed permission="webhooks:read">
      <Webhooks />
    </Allowed>
  )
}

function Webhooks() {
  const say = useWords()
  const navigate = useNavigate()
  const creating = useMatch({ from: '/inside/settings/webhooks/new', shouldThrow: false })
  const turn = useTurn(Boolean(creating))
  const mayManage = useCan('webhooks:manage')
  const endpoints = useEndpoints()
  const creatorOf = useCreators(endpoints.rows)
  const [asked, setAsked] = useState<Asked | null>(null)
  const menu = useMenu(setAsked)
  const create = () => void navigate({ to: '/settings/webhooks/new' })
  // As the list has it now: what was opened may have changed since.
  const current = asked && endpoints.rows.find(({ id }) => id === asked.endpoint.id)
  const subject = (what: Asked['what']) => (asked?.what === what ? (current ?? null) : null)
  const close = () => setAsked(null)
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
          {mayManage && (
            <Button variant="primary" icon={Plus} onClick={create}>
              {say('create')}
            </Button>
          )}
        </>
      }
    >
      <EndpointList
        endpoints={endpoints}
        menu={menu}
        onOpen={(endpoint) => setAsked({ what: 'details', endpoint })}
        onCreate={mayManage ? create : undefined}
      />
      <NewEndpointSheet
        key={turn}
        open={Boolean(creating) && mayManage}
        onClose={() => void navigate({ to: '/settings/webhooks', replace: true })}
      />
      <EndpointSheet
        endpoint={subject('details')}
        creator={creatorOf(current?.createdBy ?? null)}
        onClose={close}
      />
      <EditEndpointSheet endpoint={subject('edit')} onClose={close} />
      <RotateSheet endpoint={subject('rotate')} onClose={close} />
      <ReplayDialog endpoint={subject('replay')} onClose={close} />
      <RemoveDialog endpoint={subject('remove')} onClose={close} />
    </SettingsPage>
  )
}
