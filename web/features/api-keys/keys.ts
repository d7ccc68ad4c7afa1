import { useQueries, useQueryClient } from '@tanstack/react-query'
import type { ApiKey, CreatedApiKey, NewApiKey } from '#contract/api-keys.ts'
import { api } from '../../app/api.ts'
import { useAct } from '../../app/pieces/act.ts'
import { changeRows, usePages } from '../../app/pieces/pages.ts'
import { usePerson } from '../../app/session.ts'
import { personQuery } from '../team/people.ts'

const PATH = '/api-keys'

export const useKeys = () => usePages<ApiKey>(PATH)

/** What those are called today who created these keys, also when they have left. */
export function useCreators(keys: readonly ApiKey[]): (id: string | null) => string | undefined {
  const me = usePerson()
  const ids = [...new Set(keys.flatMap(({ createdBy }) => createdBy ?? []))].filter((id) => id !== me.id)
  const found = useQueries({ queries: ids.map((id) => ({ ...personQuery(id), staleTime: 5 * 60_000 })) })
  const names = new Map([...ids.map((id, at) => [id, found[at]?.data?.name] as const), [me.id, me.name]])
  return (id) => (id === null ? undefined : names.get(id))
}

export function useCreateKey() {
  const client = useQueryClient()
  return useAct({
    mutationFn: (wanted: NewApiKey) => api.post<CreatedApiKey>(PATH, wanted),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['api-keys'] }),
    // The key itself must not stay in memory once the sheet is gone.
    gcTime: 0,
  })
}

/** Shown at once where it stands; whatever the outcome, the truth is read afterwards. */
export function useRevokeKey() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: ApiKey) => api.delete(`${PATH}/${id}`),
    onSuccess: (_, { id }) =>
      changeRows<ApiKey>(client, PATH, (key) =>
        key.id === id ? { ...key, revokedAt: new Date().toISOString() } : key,
      ),
    onSettled: () => void client.invalidateQueries({ queryKey: ['api-keys'] }),
  })
}
