import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ErrorState } from '../../ui/feedback/ErrorState.tsx'
import { ApiProblem } from '../api.ts'
import { explain } from '../http/explain.ts'
import { isMissingPart } from '../parts.ts'
import { useWords } from '../words.ts'

/** A screen that could not be shown: the server did not give what it needs, a new version is out, or it is our bug. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const say = useWords()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div className="grid h-full place-items-center">
      {isMissingPart(error) ? (
        <MissingPart />
      ) : (
        <ErrorState
          title={say(error instanceof ApiProblem ? 'crash.notOpened' : 'crash.title')}
          retryLabel={say('crash.retry')}
          onRetry={retry}
          reference={error instanceof ApiProblem ? error.requestId : undefined}
        >
          {error instanceof ApiProblem ? explain(error) : say('crash.safe')}
        </ErrorState>
      )}
    </div>
  )
}

/** After an upgrade the old page asks for files that are gone. A server that does not answer at all looks the same. */
function MissingPart() {
  const say = useWords()
  const [answers, setAnswers] = useState<boolean>()
  useEffect(() => void serverAnswers().then(setAnswers), [])
  // Browsers keep a failed part in mind: it takes a new page, which is only asked for when it can come.
  const retry = async () => {
    if (await serverAnswers()) window.location.reload()
  }
  if (answers === undefined) return null
  return answers ? (
    <ErrorState
      icon={RefreshCw}
      title={say('crash.updatedTitle')}
      retryLabel={say('crash.reload')}
      onRetry={() => window.location.reload()}
    >
      {say('crash.updatedSafe')}
    </ErrorState>
  ) : (
    <ErrorState title={say('crash.notOpened')} retryLabel={say('crash.retry')} onRetry={() => void retry()}>
      {say('problem.offline')}
    </ErrorState>
  )
}

const serverAnswers = () =>
  fetch('/', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
