import type { Account, BusinessNumber } from '#contract/accounts.ts'
import type { Tone } from '../../ui/display/Badge.tsx'

/** `stopped`: its trouble keeps it from sending. `paused`: somebody does. `troubled`: it sends, and something is wrong. */
export type NumberStanding = 'active' | 'troubled' | 'paused' | 'stopped'
export type AccountStanding = 'connected' | 'troubled' | 'stopped'

export function standingOf({ state, trouble }: Pick<BusinessNumber, 'state' | 'trouble'>): NumberStanding {
  if (state === 'paused') return trouble ? 'stopped' : 'paused'
  return trouble ? 'troubled' : 'active'
}

export function accountStandingOf({ state, trouble }: Pick<Account, 'state' | 'trouble'>): AccountStanding {
  if (state === 'needs_attention') return 'stopped'
  return trouble ? 'troubled' : 'connected'
}

export const tones: Record<NumberStanding | AccountStanding, Tone> = {
  active: 'good',
  connected: 'good',
  troubled: 'warn',
  paused: 'neutral',
  stopped: 'bad',
}

/** As Meta rates a number by what people who were written to say of it. */
export type Quality = 'good' | 'fair' | 'poor' | 'unknown'
const qualities: Record<string, Quality> = { GREEN: 'good', YELLOW: 'fair', RED: 'poor' }
export const qualityOf = ({ quality }: Pick<BusinessNumber, 'quality'>): Quality =>
  qualities[quality ?? ''] ?? 'unknown'

/** How many people may be written to first, in 24 hours. Null while Meta has not said, or says it in new words. */
export function peopleIn(tier: string | null): number | null {
  if (tier === 'TIER_UNLIMITED') return Number.POSITIVE_INFINITY
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(tier ?? '') ?? []
  return digits === undefined ? null : Number(digits) * (thousands ? 1000 : 1)
}

/** Messages a second: no more than Meta allows, however many somebody chose. */
export const speedOf = ({ throughput, pace }: Pick<BusinessNumber, 'throughput' | 'pace'>): number =>
  Math.min(throughput, pace ?? throughput)
