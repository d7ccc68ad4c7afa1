import { useQuery } from '@tanstack/react-query'
import { Allowed } from '../../app/pieces/Allowed.tsx'
import { LoadProblem } from '../../app/pieces/LoadProblem.tsx'
import { SkeletonText } from '../../ui/feedback/Skeleton.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { SettingsForm } from './form/SettingsForm.tsx'
import { inboxSettingsQuery } from './settings.ts'
import { TabulationsSection } from './tabulations/TabulationsSection.tsx'
import { useWords } from './words.ts'

export default function InboxSettingsPage() {
  const say = useWords()
  return (
    <Allowed permission="settings:inbox">
      <SettingsPage title={say('title')} description={say('about')}>
        <Arriving />
        <TabulationsSection />
      </SettingsPage>
    </Allowed>
  )
}

function Arriving() {
  const say = useWords()
  const settings = useQuery(inboxSettingsQuery)
  const offline = settings.fetchStatus === 'paused'
  if (settings.data) return <SettingsForm settings={settings.data} />
  if (settings.error || offline)
    return (
      <LoadProblem
        title={say('loadFailed')}
        error={settings.error}
        offline={offline}
        onRetry={() => void settings.refetch()}
        retrying={settings.isFetching}
      />
    )
  return (
    <Panel>
      <SkeletonText lines={8} />
    </Panel>
  )
}
