import { queryOptions, useQuery } from '@tanstack/react-query'
import type { InstanceState } from '#contract/operations.ts'
import { api } from '../../app/api.ts'
import { useCan } from '../../app/session.ts'

export const instanceQuery = queryOptions({
  queryKey: ['operations', 'instance'],
  queryFn: ({ signal }) => api.get<InstanceState>('/operations/instance', { signal }),
})

/** Whether the outside is played by the sandbox. Not known at first, nor to who may not ask. */
export function useSandbox(): boolean | undefined {
  const enabled = useCan('operations:read')
  return useQuery({ ...instanceQuery, enabled }).data?.sandbox
}
