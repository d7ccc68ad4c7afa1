import { useQueries, useQueryClient } from '@tanstack/react-query'
import type {
  DeliveryState,
  NewWebhookEndpoint,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointWithSecret,
  WebhookPing,
} from '#contract/webhooks.ts'
import { api } from '../../app/api.ts'
import { useAct } from '../../app/pieces/act.ts'
import { usePages } from '../../app/pieces/pages.ts'
import { usePerson } from '../../app/session.ts'
import { personQuery } from '../team/people.ts'

const PATH = '/webhooks/endpoints'
const pathOf = (id: string) => `${PATH}/${id}`

export const useEndpoints = () => usePages<WebhookEndpoint>(PATH)

/** What those are called today who created these, also when they have left. */
export function useCreators(
  endpoints: readonly WebhookEndpoint[],
): (id: string | null) => string | undefined {
  const me = usePerson()
  const ids = [...new Set(endpoints.flatMap(({ createdBy }) => createdBy ?? []))].filter((id) => id !== me.id)
  const found = useQueries({ queries: ids.map((id) => ({ ...personQuery(id), staleTime: 5 * 60_000 })) })
  const names = new Map([...ids.map((id, at) => [id, found[at]?.data?.name] as const), [me.id, me.name]])
  return (id) => (id === null ? undefined : names.get(id))
}

export const useDeliveries = (id: string, state: DeliveryState | null) =>
  usePages<WebhookDelivery>(`${pathOf(id)}/deliveries`, state ? { state } : {})

/** An act after which the list, and what was sent, are read again. */
function useWebhookAct<Reply, Wish = void>(mutationFn: (wish: Wish) => Promise<Reply>) {
  const client = useQueryClient()
  return useAct({
    mutationFn,
    onSettled: () => void client.invalidateQueries({ queryKey: ['webhooks'] }),
    // Some answers hold a secret, which must not stay in memory once the sheet is gone.
    gcTime: 0,
  })
}

export const useCreate = () =>
  useWebhookAct((wanted: NewWebhookEndpoint) => api.post<WebhookEndpointWithSecret>(PATH, wanted))
export const useChange = (id: string) =>
  useWebhookAct((change: WebhookEndpointChange) => api.patch<WebhookEndpoint>(pathOf(id), change))
export const useRemove = (id: string) => useWebhookAct(() => api.delete(pathOf(id)))
export const usePause = (id: string) => useWebhookAct(() => api.put(`${pathOf(id)}/pause`))
export const useResume = (id: string) => useWebhookAct(() => api.delete(`${pathOf(id)}/pause`))
export const useRotate = (id: string) =>
  useWebhookAct(() => api.post<WebhookEndpointWithSecret>(`${pathOf(id)}/secret`))
export const usePing = (id: string) => useWebhookAct(() => api.post<WebhookPing>(`${pathOf(id)}/ping`))
export const useReplayOne = (id: string) =>
  useWebhookAct((delivery: string) => api.post(`${pathOf(id)}/deliveries/${delivery}/replay`))
export const useReplaySince = (id: string) =>
  useWebhookAct((since: string) => api.post(`${pathOf(id)}/replay`, { since }))
