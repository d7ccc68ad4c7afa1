import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueuedJob, QueueStats, RetriedDeadLetters } from '#contract/operations.ts'
import { ApiProblem, api } from '../../../app/api.ts'
import { explain } from '../../../app/http/explain.ts'
import { useAct } from '../../../app/pieces/act.ts'
import { changeRows, usePages } from '../../../app/pieces/pages.ts'
import { pt, say } from '../words.ts'
import type { JobFilters } from './filters.ts'

const PATH = '/queues/jobs'

export const useStats = () =>
  useQuery({
    queryKey: ['queues', 'stats'],
    queryFn: ({ signal }) => api.get<QueueStats>('/queues/stats', { signal }),
    refetchInterval: 10_000,
    staleTime: 5000,
  })

/** Still: jobs come and go by the second, and rows must not move under the pointer. */
export const useJobs = ({ state = 'dead', job }: JobFilters) =>
  usePages<QueuedJob>(PATH, { state, job }, { steady: true })

const numbers = (client: QueryClient) => client.invalidateQueries({ queryKey: ['queues', 'stats'] })
const takeOut = (client: QueryClient, id: string) =>
  changeRows<QueuedJob>(client, PATH, (row) => (row.id === id ? null : row))

export function useRetry() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: Pick<QueuedJob, 'id'>) => api.post(`${PATH}/${id}/retry`),
    onSuccess: (_, { id }) => takeOut(client, id),
    onSettled: () => void numbers(client),
  })
}

export function useCancel() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: QueuedJob) => api.delete(`${PATH}/${id}`),
    onSuccess: (_, { id }) => takeOut(client, id),
    onSettled: () => void numbers(client),
  })
}

const MOST_ROUNDS = 40

/** The server takes 500 at a time; says how many there were in all. */
export function useRetryAll() {
  const client = useQueryClient()
  return useAct({
    mutationFn: async (job: string | undefined) => {
      let count = 0
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const { retried, more } = await api.post<RetriedDeadLetters>(
          '/queues/dead-letters/retry',
          undefined,
          {
            query: { job },
          },
        )
        count += retried
        if (!more || retried === 0) break
      }
      return count
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['queues'] }),
  })
}

type Known = keyof typeof pt.refused

/** Why it could not be done, in the words of this screen. */
export const whyNot = (error: unknown): string =>
  error instanceof ApiProblem && isKnown(error.code) ? say(`refused.${error.code}`) : explain(error)

const isKnown = (code: string): code is Known => code in pt.refused

/** Errors are for whoever mends them and stay as they were; this one is no error. */
export const errorOf = (error: string): string => (error === 'Cancelled' ? say('details.cancelled') : error)
