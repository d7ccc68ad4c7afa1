import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AuditEntry, AuditPage, AuditSettings } from '#contract/audit.ts'
import { api } from '../../app/api.ts'
import { useAct } from '../../app/pieces/act.ts'
import { type ListQuery, usePages } from '../../app/pieces/pages.ts'

const PATH = '/audit'

/** Newest first, and still: what comes in while somebody reads announces itself and waits (useFresh). */
export const useEntries = (query: ListQuery) =>
  usePages<AuditEntry>(PATH, { ...query, limit: 100 }, { steady: true })

export const newestQuery = (query: ListQuery = {}) =>
  queryOptions({
    queryKey: ['audit', 'newest', query],
    queryFn: ({ signal }) => api.get<AuditPage>(PATH, { signal, query: { ...query, limit: 1 } }),
  })

/** Whether there is anything newer than what is in sight. */
export function useFresh(query: ListQuery, newestShown: number | undefined): boolean {
  const newest = useQuery({
    ...newestQuery(query),
    enabled: newestShown !== undefined,
    refetchInterval: 30_000,
    staleTime: 15_000,
  })
  const seq = newest.data?.data[0]?.seq
  return seq !== undefined && newestShown !== undefined && seq > newestShown
}

/** `checked`: how many entries it went through, where this person asked for it. */
export type Verdict = { ok: boolean; at: string; checked?: number }

const verdictQuery = queryOptions({
  queryKey: ['audit', 'verdict'],
  queryFn: async ({ signal }): Promise<Verdict | null> => {
    const query = { name: ['audit.verified', 'audit.broken'], limit: 1 }
    const { data } = await api.get<AuditPage>(PATH, { signal, query })
    const [last] = data
    return last ? { ok: last.name === 'audit.verified', at: last.at } : null
  },
})
const ownVerdictKey = ['audit', 'verdict', 'own']

/** What the last verification found: that of the night, or a later one of this person. */
export function useVerdict() {
  const client = useQueryClient()
  const nightly = useQuery(verdictQuery)
  const own = useQuery<Verdict | null>({ queryKey: ownVerdictKey, enabled: false, initialData: null })
  const verdict = useMemo(
    () => [own.data, nightly.data].filter((each) => each !== null && each !== undefined).sort(laterFirst)[0],
    [own.data, nightly.data],
  )
  return {
    verdict,
    known: nightly.isSuccess || own.data !== null,
    error: nightly.error,
    keep: (found: Verdict) => client.setQueryData(ownVerdictKey, found),
  }
}

const laterFirst = (a: Verdict, b: Verdict) => b.at.localeCompare(a.at)

const settingsQuery = queryOptions({
  queryKey: ['settings', 'audit'],
  queryFn: ({ signal }) => api.get<AuditSettings>('/settings/audit', { signal }),
})

export const useRetention = () => useQuery(settingsQuery)

export function useSetRetention() {
  const client = useQueryClient()
  return useAct({
    mutationFn: (settings: AuditSettings) => api.put<AuditSettings>('/settings/audit', settings),
    onSuccess: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
  })
}
