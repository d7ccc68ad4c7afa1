import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Page } from '#contract/common.ts'
import type { Operator, PresencePush } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { overtake, readAgain } from '../../app/live/readAgain.ts'
import { useLive } from '../../app/live.ts'

const everybody = queryOptions({
  queryKey: ['operators', 'everybody'],
  queryFn: ({ signal }) => api.get<Page<Operator>>('/operators', { query: { limit: 200 }, signal }),
  meta: { live: true },
})

/** Everybody who was not removed, with where they are now. */
export function useTeam() {
  const queryClient = useQueryClient()
  useLive<PresencePush>('presence', (push) => place(queryClient, push))
  useLive('operator_updated', () => void readAgain(queryClient, { queryKey: everybody.queryKey }))
  return useQuery(everybody)
}

/** Somebody we have not heard of joined a moment ago: then the list is read anew. */
function place(queryClient: QueryClient, { operatorId, presence }: PresencePush): void {
  const { queryKey } = everybody
  const known = queryClient.getQueryData(queryKey)
  if (!known?.data.some(({ id }) => id === operatorId)) return void readAgain(queryClient, { queryKey })
  const data = known.data.map((one) => (one.id === operatorId ? { ...one, presence } : one))
  queryClient.setQueryData(queryKey, { ...known, data })
  overtake(queryClient, { queryKey })
}
