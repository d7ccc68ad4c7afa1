import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import type {
  CreatedOperator,
  Invitation,
  LinkToHandOver,
  NewOperator,
  Operator,
  OperatorChange,
} from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { useAct } from '../../app/pieces/act.ts'
import { changeRows, knownRow, usePages } from '../../app/pieces/pages.ts'
import { meQuery } from '../../app/session.ts'
import type { TeamFilters } from './filters.ts'

const PATH = '/operators'

export const usePeople = ({ q, role, state }: TeamFilters) =>
  usePages<Operator>(PATH, { q, role, state }, { live: true })

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['operators', 'one', id],
    queryFn: ({ signal }) => api.get<Operator>(`${PATH}/${id}`, { signal }),
  })

export const knownPerson = (client: QueryClient, id: string) =>
  knownRow<Operator>(client, PATH, (row) => row.id === id)

/** Wherever this person is shown, at once. */
export function showChange(client: QueryClient, id: string, change: Partial<Operator>): void {
  changeRows<Operator>(client, PATH, (row) => (row.id === id ? { ...row, ...change } : row))
  client.setQueryData(personQuery(id).queryKey, (one) => one && { ...one, ...change })
}

export const operators = { queryKey: ['operators'] }

export const refresh = (client: QueryClient) => client.invalidateQueries(operators)

export function useInvite() {
  const client = useQueryClient()
  return useAct({
    mutationFn: (wanted: NewOperator) => api.post<CreatedOperator>(PATH, wanted),
    onSuccess: () => void refresh(client),
  })
}

export function useEdit({ id }: Operator) {
  const client = useQueryClient()
  return useAct({
    mutationFn: (change: OperatorChange) => api.put<Operator>(`${PATH}/${id}`, change),
    onSuccess: (person) => {
      showChange(client, id, person)
      void refresh(client)
      // A new name, or a role that allows less: the shell around this page has to know.
      if (id === client.getQueryData(meQuery.queryKey)?.id)
        void client.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
}

/** Shown at once, and taken back when the server did not agree. */
export function useSetCapacity({ id, capacity: shown = 0 }: Operator) {
  const client = useQueryClient()
  return useAct({
    mutationFn: (capacity: number) => api.put<Operator>(`${PATH}/${id}`, { capacity }),
    onMutate: (capacity) => {
      showChange(client, id, { capacity })
      return { before: shown }
    },
    onError: (_, __, kept) => kept && showChange(client, id, { capacity: kept.before }),
  })
}

export function useUnlock() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: Operator) => api.delete(`${PATH}/${id}/lock`),
    onMutate: ({ id }) => showChange(client, id, { locked: false }),
    onError: (_, { id }) => showChange(client, id, { locked: true }),
  })
}

export function useDisableSecondFactor() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: Operator) => api.delete(`${PATH}/${id}/second-factor`),
    onSuccess: (_, { id }) => showChange(client, id, { secondFactor: false }),
    onError: () => void refresh(client),
  })
}

export function useRemove() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: Operator) => api.delete(`${PATH}/${id}`),
    onSettled: () => void refresh(client),
  })
}

export const useResetLink = () =>
  useAct({ mutationFn: ({ id }: Operator) => api.post<LinkToHandOver>(`${PATH}/${id}/password-reset`) })

export const useReinvite = () =>
  useAct({ mutationFn: ({ id }: Operator) => api.post<Invitation>(`${PATH}/${id}/invitation`) })
