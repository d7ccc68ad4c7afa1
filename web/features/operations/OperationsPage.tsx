import { BookOpen } from 'lucide-react'
import { Allowed } from '../../app/pieces/Allowed.tsx'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { HealthPanel } from './HealthPanel.tsx'
import { InstancePanel } from './InstancePanel.tsx'
import { QueuePanel } from './jobs/QueuePanel.tsx'
import { MetricsPanel } from './MetricsPanel.tsx'
import { ParkedPanel } from './parked/ParkedPanel.tsx'
import { useWords } from './words.ts'

export default function OperationsPage() {
  return (
    <Allowed permission="operations:read">
      <Operations />
    </Allowed>
  )
}

function Operations() {
  const say = useWords()
  return (
    <SettingsPage
      width="wide"
      title={say('title')}
      description={say('about')}
      actions={
        <a href="/docs" target="_blank" rel="noreferrer" className={buttonStyles()}>
          <BookOpen size={16} aria-hidden />
          {say('docs')}
        </a>
      }
    >
      <HealthPanel />
      <QueuePanel />
      <ParkedPanel />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <InstancePanel />
        <MetricsPanel />
      </div>
    </SettingsPage>
  )
}
