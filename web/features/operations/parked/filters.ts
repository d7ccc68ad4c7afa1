import type { ParkedItem } from '#contract/parked.ts'

export type ParkedState = ParkedItem['state']
export type ParkedReason = ParkedItem['reason']

export const parkedStates = ['parked', 'landed', 'dismissed'] as const satisfies readonly ParkedState[]
export const parkedReasons = [
  'unknown_number',
  'unknown_type',
  'unknown_field',
  'not_understood',
  'too_early',
  'failed',
] as const satisfies readonly ParkedReason[]

/** `parked` is the state: what waits for somebody, unless said otherwise. */
export type ParkedFilters = { parked?: ParkedState | undefined; reason?: ParkedReason | undefined }

export function parkedFilters({ parked, reason }: Record<string, unknown>): ParkedFilters {
  const state = parkedStates.find((each) => each === parked)
  const known = parkedReasons.find((each) => each === reason)
  return { ...(state && state !== 'parked' && { parked: state }), ...(known && { reason: known }) }
}
