import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Page } from '#contract/common.ts'
import type { Session } from '#contract/team.ts'
import { ApiProblem, api } from '../../app/api.ts'
import { explain } from '../../app/http/explain.ts'
import { tell, tellWarning } from '../../app/http/notices.ts'
import { say } from './words.ts'

export const sessionsKey = ['sessions'] as const

export const sessionsQuery = queryOptions({
  queryKey: sessionsKey,
  queryFn: ({ signal }) => api.get<Page<Session>>('/sessions', { signal }),
})

/** The row goes at once; it comes back, with the reason, when the session could not be ended. */
export function useEndSessions() {
  const queryClient = useQueryClient()
  const keep = async (stays: (session: Session) => boolean) => {
    await queryClient.cancelQueries({ queryKey: sessionsKey })
    const before = queryClient.getQueryData(sessionsKey)
    queryClient.setQueryData(sessionsQuery.queryKey, (page) =>
      page ? { ...page, data: page.data.filter(stays) } : page,
    )
    return before
  }
  const shared = {
    onError: (error: Error, _: unknown, before: unknown) => {
      queryClient.setQueryData(sessionsKey, before)
      tellWarning(say('sessions.notEnded', { reason: explain(error) }))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsKey }),
  }
  const one = useMutation({
    mutationFn: (id: string) => api.delete(`/sessions/${id}`).catch(isOverAlready),
    onMutate: (id) => keep((session) => session.id !== id),
    onSuccess: () => tell(say('sessions.ended')),
    ...shared,
  })
  const others = useMutation({
    mutationFn: () => api.delete('/sessions'),
    onMutate: () => keep((session) => session.current),
    onSuccess: () => tell(say('sessions.othersEnded')),
    ...shared,
  })
  return { endOne: one.mutate, endOthers: () => others.mutate() }
}

/** Ended from elsewhere in the meantime: what was wanted is so. */
function isOverAlready(error: unknown): void {
  if (!(error instanceof ApiProblem && error.status === 404)) throw error
}
