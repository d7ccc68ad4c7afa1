import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { ParkedItem } from '#contract/parked.ts'
import { ApiProblem, api } from '../../../app/api.ts'
import { explain } from '../../../app/http/explain.ts'
import { useAct } from '../../../app/pieces/act.ts'
import { changeRows, usePages } from '../../../app/pieces/pages.ts'
import { say } from '../words.ts'
import type { ParkedFilters } from './filters.ts'

const PATH = '/parked-items'

/** Still: a number that is not known yet may bring hundreds, and rows must not move under the pointer. */
export const useParked = ({ parked: state = 'parked', reason }: ParkedFilters) =>
  usePages<ParkedItem>(PATH, { state, reason }, { steady: true })

const takeOut = (client: QueryClient, id: string) =>
  changeRows<ParkedItem>(client, PATH, (row) => (row.id === id ? null : row))

export function useReplay() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: ParkedItem) => api.put<ParkedItem>(`${PATH}/${id}/replay`),
    onSuccess: (_, { id }) => takeOut(client, id),
  })
}

export function useDismiss() {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id }: ParkedItem) => api.delete(`${PATH}/${id}`),
    onSuccess: (_, { id }) => takeOut(client, id),
  })
}

/** Why it could not be done, in the words of this screen. */
export function whyNot(error: unknown): string {
  if (!(error instanceof ApiProblem)) return explain(error)
  if (error.code === 'still_parked') return say('parked.still')
  return error.status === 404 ? say('parked.gone') : explain(error)
}
