import { useQuery } from '@tanstack/react-query'
import { ApiProblem, addressOf } from '../../app/api.ts'
import { instanceQuery } from './instance.ts'
import { type pt, say } from './words.ts'

export type Part = { ok: boolean; error: string | null }
export type Health = { status: 'ok' | 'degraded' | 'down'; components: Record<string, Part> }

const EVERY = 10_000

/** Looked at again and again while the page is in front, also after a look that failed. */
export const useHealth = () =>
  useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => readHealth(signal),
    refetchInterval: EVERY,
    staleTime: 0,
    retry: false,
    // When the network is gone the look fails, and that is the answer.
    networkMode: 'always',
  })

/** Not through api.ts, for which a 503 is a failure: here it comes with the report of what is wrong. */
async function readHealth(signal: AbortSignal): Promise<Health> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(8000)])
  try {
    const response = await fetch(addressOf('/v1/health'), { signal: deadline })
    const body: unknown = await response.json()
    if (isHealth(body)) return body
  } catch (cause) {
    if (signal.aborted) throw cause
  }
  throw new ApiProblem({ status: 0, code: 'offline' })
}

const isHealth = (body: unknown): body is Health =>
  typeof body === 'object' && body !== null && 'status' in body && 'components' in body

export const useInstance = () => useQuery({ ...instanceQuery, refetchInterval: 60_000 })

type Trouble = keyof typeof pt.trouble

/** The server says it in English, for programs that watch; people read ours. */
const troubles: Record<string, Trouble> = {
  'No worker is running: messages and jobs wait.': 'worker',
  'The disk is almost full.': 'disk',
  'The audit log was changed outside of Prosa.': 'altered',
  'No answer within 2 seconds.': 'late',
}

export const troubleOf = ({ error }: Part): string => say(`trouble.${troubles[error ?? ''] ?? 'unknown'}`)

const parts = ['database', 'jobs', 'files', 'audit', 'redis'] as const

/** What a part is called, and what hangs on it; a part that this page does not know keeps its own name. */
export function nameOfPart(name: string): { name: string; what: string } {
  const known = parts.find((each) => each === name)
  return known ? { name: say(`part.${known}`), what: say(`part.${known}What`) } : { name, what: '' }
}
