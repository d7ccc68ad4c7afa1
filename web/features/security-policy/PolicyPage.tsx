import { useQuery } from '@tanstack/react-query'
import { Allowed } from '../../app/pieces/Allowed.tsx'
import { LoadProblem } from '../../app/pieces/LoadProblem.tsx'
import { useCan } from '../../app/session.ts'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { SkeletonText } from '../../ui/feedback/Skeleton.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { PolicyShown } from './PolicyShown.tsx'
import { policyQuery } from './settings.ts'
import { useWords } from './words.ts'

export default function PolicyPage() {
  return (
    <Allowed permission="settings:read">
      <Policy />
    </Allowed>
  )
}

function Policy() {
  const say = useWords()
  const mayChange = useCan('settings:security')
  const policy = useQuery(policyQuery)
  const offline = !policy.data && policy.fetchStatus === 'paused'
  return (
    <SettingsPage title={say('title')} description={say('about')}>
      {policy.data ? (
        mayChange ? (
          <PolicyForm settings={policy.data} />
        ) : (
          <>
            <Callout>{say('readOnly')}</Callout>
            <PolicyShown settings={policy.data} />
          </>
        )
      ) : policy.error || offline ? (
        <LoadProblem
          title={say('loadFailed')}
          error={policy.error}
          offline={offline}
          onRetry={() => void policy.refetch()}
          retrying={policy.isFetching}
        />
      ) : (
        <Panel>
          <SkeletonText lines={8} />
        </Panel>
      )}
    </SettingsPage>
  )
}
