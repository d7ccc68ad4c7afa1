import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { NewTabulation, Tabulation, TabulationChange } from '#contract/conversations.ts'
import { ApiProblem, api } from '../../../app/api.ts'
import { explain } from '../../../app/http/explain.ts'
import { useAct } from '../../../app/pieces/act.ts'
import { changeRows, usePages } from '../../../app/pieces/pages.ts'
import { say } from '../words.ts'

const PATH = '/tabulations'
const refresh = (client: QueryClient) => void client.invalidateQueries({ queryKey: ['tabulations'] })
const show = (client: QueryClient, id: string, change: Partial<Tabulation> | null) =>
  changeRows<Tabulation>(client, PATH, (row) => (row.id === id ? change && { ...row, ...change } : row))

export const useTabulations = () => usePages<Tabulation>(PATH)

export function useAdd() {
  const client = useQueryClient()
  return useAct({
    mutationFn: (wanted: NewTabulation) => api.post<Tabulation>(PATH, wanted),
    onSettled: () => refresh(client),
  })
}

type Changed = { id: string; change: TabulationChange }

export function useRename() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id, change }: Changed) => api.put<Tabulation>(`${PATH}/${id}`, change),
    onSuccess: (after) => show(client, after.id, after),
    onSettled: () => refresh(client),
  })
}

/** Shown at once, and taken back when the server did not agree. */
export function useSwitch() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id, active }: Pick<Tabulation, 'id' | 'active'>) =>
      api.put<Tabulation>(`${PATH}/${id}`, { active }),
    onMutate: ({ id, active }) => show(client, id, { active }),
    onError: (_, { id, active }) => show(client, id, { active: !active }),
  })
}

export function useRemove() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: Tabulation) => api.delete(`${PATH}/${id}`),
    onSuccess: (_, { id }) => show(client, id, null),
    onSettled: () => refresh(client),
  })
}

export const whyNot = (error: unknown): string =>
  error instanceof ApiProblem && error.code === 'name_taken' ? say('tabulation.taken') : explain(error)
