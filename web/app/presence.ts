import type { QueryClient } from '@tanstack/react-query'
import type { PersonMe, Presence } from '#contract/team.ts'
import { api } from './api.ts'
import { emitLive } from './live.ts'
import { meQuery } from './session.ts'

export const presences = ['online', 'away', 'offline'] as const satisfies readonly Presence[]

/**
 * Opening Prosa makes somebody available, and closing it ends that: the socket stands for them. Unless they said, in
 * this browser, that they are not: then it stays so until they say otherwise.
 */
export function joinUnlessOut(me: PersonMe | undefined): void {
  if (me && outHere() !== me.id) emitLive('operator:join', { operatorId: me.id })
}

/** At once on screen; taken back when the server did not hear of it. */
export async function setPresence(queryClient: QueryClient, presence: Presence): Promise<void> {
  const before = queryClient.getQueryData(meQuery.queryKey)
  const show = (shown: Presence | undefined) =>
    queryClient.setQueryData(meQuery.queryKey, (me) => (me && shown ? { ...me, presence: shown } : me))
  show(presence)
  try {
    await api.put('/me/presence', { presence })
  } catch (error) {
    show(before?.presence)
    throw error
  }
  remember(presence === 'offline' ? before?.id : undefined)
  if (presence === 'offline') emitLive('operator:leave', null)
  else joinUnlessOut(before)
}

const KEY = 'prosa.out'

/** Who said so: the next person at this computer did not. */
function outHere(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(personId: string | undefined): void {
  try {
    if (personId) localStorage.setItem(KEY, personId)
    else localStorage.removeItem(KEY)
  } catch {
    // Blocked storage: the next page makes them available again.
  }
}
