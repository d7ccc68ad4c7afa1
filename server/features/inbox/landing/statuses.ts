import type { Tx } from '#platform/context.ts'
import { mergeStatuses } from '../delivery/statuses.ts'
import type { StatusItem } from './request.ts'
import type { Placed } from './sort-out.ts'

export const landStatuses = (ctx: Tx, statuses: readonly Placed<StatusItem>[]): Promise<void> =>
  mergeStatuses(
    ctx,
    statuses.map(({ item: { providerId, ours, status, at, error }, number }) => ({
      numberId: number.id,
      providerId,
      ours,
      status,
      at,
      error,
    })),
  )
