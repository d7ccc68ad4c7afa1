import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Page } from '#contract/common.ts'
import type { ApiKey } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { readAgain } from '../../app/live/readAgain.ts'
import { useLive } from '../../app/live.ts'
import { useCan, usePerson } from '../../app/session.ts'
import { useSandbox } from '../operations/instance.ts'
import { useSections } from '../settings/sections.ts'
import { useTeam } from './team.ts'

export type StepName = 'protect' | 'phone' | 'available' | 'invite' | 'key'
/** `unknown`: it could not be asked; nobody is told that something is not done when it may be. */
export type StepState = 'checking' | 'todo' | 'done' | 'unknown'
export type Step = { name: StepName; state: StepState }

const TEAM = '/settings/team'
const KEYS = '/settings/api-keys'

/** What there is to do for this person, checked against what is. */
export function useSteps(): Step[] {
  const { secondFactor, presence } = usePerson()
  const screens = new Set(useSections().map(({ to }) => to))
  const mayInvite = useCan('operators:create') && screens.has(TEAM)
  const mayCreateKeys = useCan('api-keys:create') && screens.has(KEYS)
  const client = useQueryClient()
  const team = useTeam()
  const keys = useQuery({
    queryKey: ['api-keys', 'first'],
    queryFn: ({ signal }) => api.get<Page<ApiKey>>('/api-keys', { query: { limit: 50 }, signal }),
    enabled: mayCreateKeys,
  })
  const sandbox = useSandbox() ?? false
  const conversations = useQuery({
    queryKey: ['conversations', 'first'],
    queryFn: ({ signal }) => api.get<Page<unknown>>('/conversations', { query: { limit: 1 }, signal }),
    enabled: sandbox,
    meta: { live: true },
  })
  useLive('new_conversation', () => void readAgain(client, { queryKey: ['conversations', 'first'] }))
  const steps: (Step | false)[] = [
    { name: 'protect', state: secondFactor ? 'done' : 'todo' },
    sandbox && { name: 'phone', state: stateOf(conversations, ({ data }) => data.length > 0) },
    mayInvite && { name: 'invite', state: stateOf(team, ({ data }) => data.length > 1) },
    mayCreateKeys && {
      name: 'key',
      state: stateOf(keys, ({ data }) => data.some(({ revokedAt }) => revokedAt === null)),
    },
    // Whoever runs the place comes to look, whoever answers comes to answer.
    !mayInvite && { name: 'available', state: presence === 'online' ? 'done' : 'todo' },
  ]
  return steps.filter((step) => step !== false)
}

type Asked<T> = { data: T | undefined; isError: boolean }

function stateOf<T>({ data, isError }: Asked<T>, isDone: (data: T) => boolean): StepState {
  if (data) return isDone(data) ? 'done' : 'todo'
  return isError ? 'unknown' : 'checking'
}
