import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { InboxSettings, InboxSettingsChange } from '#contract/inbox-settings.ts'
import { api } from '../../app/api.ts'
import { useAct } from '../../app/pieces/act.ts'

const PATH = '/settings/inbox'

export const inboxSettingsQuery = queryOptions({
  queryKey: ['settings', 'inbox'],
  queryFn: ({ signal }) => api.get<InboxSettings>(PATH, { signal }),
})

export function useSaveSettings() {
  const client = useQueryClient()
  return useAct({
    mutationFn: (change: InboxSettingsChange) => api.put<InboxSettings>(PATH, change),
    onSuccess: (settings) => client.setQueryData(inboxSettingsQuery.queryKey, settings),
  })
}
