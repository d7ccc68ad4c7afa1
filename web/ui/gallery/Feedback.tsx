import { BookOpen, Inbox } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/Button.tsx'
import { Callout } from '../feedback/Callout.tsx'
import { EmptyState } from '../feedback/EmptyState.tsx'
import { ErrorState } from '../feedback/ErrorState.tsx'
import { OfflineBar } from '../feedback/OfflineBar.tsx'
import { Progress } from '../feedback/Progress.tsx'
import { SkeletonRows, SkeletonText } from '../feedback/Skeleton.tsx'
import { Spinner } from '../feedback/Spinner.tsx'
import { Panel } from '../layout/Panel.tsx'
import { Specimen } from './Specimen.tsx'
import { useGalleryWords } from './words.ts'

export function Feedback() {
  const { feedback: say } = useGalleryWords()
  return (
    <>
      <div className="grid gap-x-8 gap-y-6 @3xl:grid-cols-2">
        <Callouts />
        <div className="flex flex-col gap-6">
          <Running />
          <Specimen title={say.waiting}>
            <Spinner size={16} />
            <Spinner className="text-accent" label={say.loading} />
            <Spinner size={28} className="text-quiet" />
            <SkeletonText className="w-60" />
          </Specimen>
          <Specimen title={say.offline}>
            <div className="w-full overflow-hidden rounded-lg border border-line">
              <OfflineBar>{say.offlineText}</OfflineBar>
              <SkeletonRows rows={2} />
            </div>
          </Specimen>
        </div>
      </div>
      <Specimen
        title={`${say.empty} · ${say.error}`}
        className="grid items-stretch @2xl:grid-cols-2 @5xl:grid-cols-3"
      >
        <Panel>
          <EmptyState icon={Inbox} title={say.emptyTitle} action={<Button>{say.emptyAction}</Button>}>
            {say.emptyWhy}
          </EmptyState>
        </Panel>
        <Panel>
          <EmptyState
            icon={BookOpen}
            tone="bot"
            title={say.teach}
            action={<Button variant="primary">{say.teachAction}</Button>}
          >
            {say.teachWhy}
          </EmptyState>
        </Panel>
        <Panel>
          <Failing />
        </Panel>
      </Specimen>
    </>
  )
}

function Callouts() {
  const { feedback: say } = useGalleryWords()
  const [seen, setSeen] = useState(false)
  return (
    <Specimen title={say.callouts} className="flex-col items-stretch">
      <Callout title={say.info}>{say.infoText}</Callout>
      <Callout tone="good" title={say.good}>
        {say.goodText}
      </Callout>
      <Callout tone="warn">{`${say.warn}. ${say.warnText}`}</Callout>
      <Callout tone="bad" title={say.bad} action={<Button size="sm">{say.reconnect}</Button>}>
        {say.badText}
      </Callout>
      {!seen && (
        <Callout tone="bot" title={say.bot} onDismiss={() => setSeen(true)} dismissLabel={say.dismiss}>
          {say.botText}
        </Callout>
      )}
    </Specimen>
  )
}

function Running() {
  const { feedback: say } = useGalleryWords()
  return (
    <Specimen title={say.progress} className="flex-col items-stretch">
      <Progress
        label={say.importing}
        value={0.32}
        detail={say.importingDetail}
        onCancel={() => undefined}
        cancelLabel={say.cancelImport}
      />
      <Progress label={say.preparing} value={null} />
      <Progress label={say.finished} value={1} tone="good" />
    </Specimen>
  )
}

function Failing() {
  const { feedback: say } = useGalleryWords()
  const [retrying, setRetrying] = useState(false)
  const retry = () => {
    setRetrying(true)
    window.setTimeout(() => setRetrying(false), 1200)
  }
  return (
    <ErrorState
      title={say.errorTitle}
      retryLabel={say.retry}
      onRetry={retry}
      retrying={retrying}
      reference="req-7f3a91"
    >
      {say.errorWhy}
    </ErrorState>
  )
}
