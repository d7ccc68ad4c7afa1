import { Navigate, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { tell } from '../../app/http/notices.ts'
import { usePerson } from '../../app/session.ts'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SecondFactorSetUp } from '../account/SecondFactorSetUp.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { useWords } from './words.ts'

export default function SecondFactorPage() {
  const say = useWords()
  const navigate = useNavigate()
  const { secondFactor } = usePerson()
  // Only whoever comes with one already has nothing to do here; whoever just set it up still has codes to save.
  const [hadOne] = useState(secondFactor)
  if (hadOne) return <Navigate to="/settings/security" replace />
  const finish = () => {
    tell(say('security.turnedOn'))
    void navigate({ to: '/settings/security' })
  }
  return (
    <SettingsPage
      title={say('security.factor')}
      description={say('security.setUpWhy')}
      back={{ to: '/settings/security', label: say('security.title') }}
    >
      <Panel className="max-w-150">
        <SecondFactorSetUp finishLabel={say('security.setUpDone')} onFinish={finish} />
      </Panel>
    </SettingsPage>
  )
}
