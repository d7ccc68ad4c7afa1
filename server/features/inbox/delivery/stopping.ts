import { stopAccount, stopNumber } from '#features/accounts/index.ts'
import type { Tx } from '#platform/context.ts'
import type { ProviderError } from '../../../channels/channel.ts'
import { accountOf } from './settle-store.ts'

/** Stops the numbers, or their accounts, that these errors are the fault of; each once. */
export async function stopFor(
  ctx: Tx,
  failed: readonly { numberId: string; error: ProviderError }[],
): Promise<void> {
  const byNumber = new Map(failed.map(({ numberId, error }) => [numberId, error]))
  for (const [numberId, error] of byNumber) {
    if (error.scope === 'number') await stopNumber(ctx, numberId, error)
    else await stopAccount(ctx, await accountOf(ctx, numberId), error)
  }
}
