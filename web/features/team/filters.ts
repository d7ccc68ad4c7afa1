import type { Role } from '#contract/permissions.ts'
import type { PersonState } from '#contract/team.ts'

export const roles = ['admin', 'manager', 'agent'] as const satisfies readonly Role[]
export const states = ['active', 'invited', 'removed'] as const satisfies readonly PersonState[]

export type TeamFilters = {
  q?: string | undefined
  role?: Role | undefined
  state?: PersonState | undefined
}

/** Any address may be typed: what is not expected is left out. A search for digits arrives as a number. */
export function teamFilters({ q, role, state }: Record<string, unknown>): TeamFilters {
  const words = typeof q === 'number' ? String(q) : q
  const knownRole = roles.find((each) => each === role)
  const knownState = states.find((each) => each === state)
  return {
    ...(typeof words === 'string' && words && { q: words }),
    ...(knownRole && { role: knownRole }),
    ...(knownState && { state: knownState }),
  }
}
