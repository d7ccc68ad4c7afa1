import { useQueryClient } from '@tanstack/react-query'
import type { Presence } from '#contract/team.ts'
import { useLive } from '../../app/live.ts'
import { showChange } from './people.ts'

type PresencePush = { operatorId: string; presence: Presence }

/** Who comes and goes is seen while it happens. */
export function useLivePresence(): void {
  const client = useQueryClient()
  useLive<PresencePush>('presence', ({ operatorId, presence }) =>
    showChange(client, operatorId, { presence }),
  )
}
