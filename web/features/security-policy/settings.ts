import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Page } from '#contract/common.ts'
import type { Role } from '#contract/permissions.ts'
import type { Operator, SecuritySettings, SecuritySettingsChange } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { useAct } from '../../app/pieces/act.ts'
import { meQuery } from '../../app/session.ts'

export const policyQuery = queryOptions({
  queryKey: ['settings', 'security'],
  queryFn: ({ signal }) => api.get<SecuritySettings>('/settings/security', { signal }),
})

/** Answers with what holds now, and with whether whoever saved it must first set up a second factor. */
export function useSavePolicy() {
  const client = useQueryClient()
  return useAct({
    mutationFn: async (change: SecuritySettingsChange) => {
      const settings = await api.put<SecuritySettings>('/settings/security', change)
      client.setQueryData(policyQuery.queryKey, settings)
      const me = await client.fetchQuery({ ...meQuery, staleTime: 0 })
      return { settings, mustEnrol: me.mustEnrolSecondFactor }
    },
  })
}

/** Of each role, how many there are and how many of them have no second factor; `more`: there are others yet. */
export type Coverage = { total: Record<Role, number>; lacking: Record<Role, number>; more: boolean }

export function useCoverage(): Coverage | undefined {
  const { data } = useQuery({
    queryKey: ['operators', 'second-factors'],
    queryFn: ({ signal }) =>
      api.get<Page<Operator>>('/operators', { signal, query: { state: 'active', limit: 200 } }),
    select: coverageOf,
  })
  return data
}

function coverageOf({ data, next }: Page<Operator>): Coverage {
  const count = (people: Operator[]) => ({
    admin: people.filter(({ role }) => role === 'admin').length,
    manager: people.filter(({ role }) => role === 'manager').length,
    agent: people.filter(({ role }) => role === 'agent').length,
  })
  return {
    total: count(data),
    lacking: count(data.filter(({ secondFactor }) => !secondFactor)),
    more: next !== null,
  }
}
