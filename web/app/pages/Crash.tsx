import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { RefreshCw } from 'lucide-react'
import { ErrorState } from '../../ui/feedback/ErrorState.tsx'
import { ApiProblem } from '../api.ts'
import { explain } from '../http/explain.ts'
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
      {isOldVersion(error) ? (
        <ErrorState
          icon={RefreshCw}
          title={say('crash.updatedTitle')}
          retryLabel={say('crash.reload')}
          onRetry={() => window.location.reload()}
        >
          {say('crash.updatedSafe')}
        </ErrorState>
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

// After an upgrade the old page asks for files that are gone; each browser has its own sentence for it.
const isOldVersion = (error: unknown) =>
  error instanceof Error &&
  /dynamically imported module|module script failed|unable to preload/i.test(error.message)
