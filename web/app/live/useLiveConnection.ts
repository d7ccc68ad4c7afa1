import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { PresencePush } from '#contract/team.ts'
import { onLive } from '../live.ts'
import { joinUnlessOut } from '../presence.ts'
import { endSession, meQuery } from '../session.ts'

/** Once, in the shell: for as long as somebody is in, the server may tell them things. */
export function useLiveConnection(): void {
  const queryClient = useQueryClient()
  const router = useRouter()
  useEffect(() => {
    let stop: (() => void) | undefined
    let stopped = false
    const me = () => queryClient.getQueryData(meQuery.queryKey)
    const forgetMe = onLive<PresencePush>('presence', ({ operatorId, presence }) => {
      if (operatorId === me()?.id)
        queryClient.setQueryData(meQuery.queryKey, (known) => (known ? { ...known, presence } : known))
    })
    const options = {
      queryClient,
      onReady: () => joinUnlessOut(me()),
      onEnded: () => endSession(router.state.location.href),
      onAccessChanged: () =>
        void queryClient.invalidateQueries({ queryKey: meQuery.queryKey }).then(() => router.invalidate()),
    }
    import('./connect.ts').then(
      ({ connectLive }) => {
        if (!stopped) stop = connectLive(options)
      },
      () => undefined, // a page older than the server: the next navigation says so and reloads
    )
    return () => {
      stopped = true
      stop?.()
      forgetMe()
    }
  }, [queryClient, router])
}
