import { WifiOff } from 'lucide-react'
import { ErrorState } from '../../ui/feedback/ErrorState.tsx'
import { ApiProblem } from '../api.ts'
import { explain } from '../http/explain.ts'
import { useWords } from './words.ts'

type Props = {
  /** What did not come: "A equipe não abriu". */
  title?: string | undefined
  error: unknown
  offline?: boolean | undefined
  onRetry: () => void
  retrying?: boolean | undefined
  compact?: boolean | undefined
}

/** In place of what should have come. Without a network there is nothing to press: it comes back by itself. */
export function LoadProblem({ title, error, offline = false, onRetry, retrying, compact }: Props) {
  const say = useWords()
  if (offline)
    return (
      <ErrorState icon={WifiOff} title={say('offline')} compact={compact}>
        {say('offlineWhy')}
      </ErrorState>
    )
  return (
    <ErrorState
      title={title ?? say('notLoaded')}
      retryLabel={say('retry')}
      onRetry={onRetry}
      retrying={retrying}
      compact={compact}
      reference={error instanceof ApiProblem ? error.requestId : undefined}
    >
      {explain(error)}
    </ErrorState>
  )
}
