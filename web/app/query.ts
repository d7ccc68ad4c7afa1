import { MutationCache, notifyManager, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api.ts'

// Before the next paint and not after it: a switch whose state lives in the cache must not flick back first.
notifyManager.setScheduler(queueMicrotask)

/** Live events refresh what is on screen; times here are for what the socket missed. */
export function createQueryClient(turn: { onSignedOut: () => void; onMustEnrol: () => void }): QueryClient {
  const onError = (error: Error) => {
    if (!(error instanceof ApiProblem)) return
    if (error.status === 401) turn.onSignedOut()
    // The rule was made while somebody was at work.
    if (error.code === 'second_factor_enrolment_required') turn.onMustEnrol()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < 2 && worthRepeating(error),
        retryDelay: (failures, error) =>
          error instanceof ApiProblem && error.retryAfter ? error.retryAfter * 1000 : 600 * 2 ** failures,
      },
      // api.ts repeats a POST under its key where that is safe; nothing else is sent twice.
      mutations: { retry: false },
    },
  })
}

function worthRepeating(error: Error): boolean {
  if (!(error instanceof ApiProblem)) return false
  return error.answerLost || error.status === 500 || (error.status === 429 && (error.retryAfter ?? 99) <= 10)
}
