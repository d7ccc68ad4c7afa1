import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Page } from '#contract/common.ts'
import type { Operator, PresencePush } from '#contract/team.ts'
import { api } from '../../app/api.ts'
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
  useLive('operator_updated', () => void queryClient.invalidateQueries({ queryKey: everybody.queryKey }))
  return useQuery(everybody)
}

/** Somebody we have not heard of joined a moment ago: then the list is read anew. */
function place(queryClient: QueryClient, { operatorId, presence }: PresencePush): void {
  const known = queryClient.getQueryData(everybody.queryKey)
  if (!known) return
  if (!known.data.some(({ id }) => id === operatorId))
    return void queryClient.invalidateQueries({ queryKey: everybody.queryKey })
  queryClient.setQueryData(everybody.queryKey, {
    ...known,
    data: known.data.map((operator) => (operator.id === operatorId ? { ...operator, presence } : operator)),
  })
}
