import { useQueryClient } from '@tanstack/react-query'
import type { OperatorUpdatedPush, Presence } from '#contract/team.ts'
import { overtake, readAgain } from '../../app/live/readAgain.ts'
import { useLive } from '../../app/live.ts'
import { operators, showChange } from './people.ts'

type PresencePush = { operatorId: string; presence: Presence }

/** Who comes and goes is seen while it happens. */
export function useLivePresence(): void {
  const client = useQueryClient()
  useLive<PresencePush>('presence', ({ operatorId, presence }) => {
    showChange(client, operatorId, { presence })
    overtake(client, operators)
  })
}

/** An invitation accepted, a lock, a new role: whatever changed about somebody is read anew, in every list. */
export function useLiveTeam(): void {
  const client = useQueryClient()
  useLive<OperatorUpdatedPush>('operator_updated', () => void readAgain(client, operators))
}
