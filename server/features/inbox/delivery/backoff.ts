import type { ProviderError } from '../../../channels/channel.ts'

const day = 24 * 3_600_000
const longest = 3_600_000

/**
 * When to try again what the provider refused before it did anything, or does not want now. What it asks for is the
 * least: whoever is refused again waits longer each time, 4^X seconds for one person as Meta recommends.
 */
export function waitFor({ class: kind, scope, retryAfterMs }: ProviderError, attempt: number): number {
  if (kind === 'D') return Math.min(7 * day, Math.max(retryAfterMs ?? 0, day) * 2 ** Math.max(0, attempt))
  const growth = scope === 'person' ? 4 : 2
  return Math.min(longest, (retryAfterMs ?? 500) * growth ** Math.min(attempt, 12))
}

/** After so many refusals there is nothing to be hoped for; while nothing can be reached at all, there is. */
export function mayTryAgain({ class: kind, scope }: ProviderError, attempts: number): boolean {
  if (kind === 'A') return scope === 'account' || attempts < 12
  return kind === 'D' && attempts < 4
}

/** Of the account or the number, what stops them stops none of their messages: they go when it is mended. */
export const isStopped = ({ class: kind, scope }: ProviderError): boolean =>
  kind === 'C' && (scope === 'number' || scope === 'account')
