import type { Operator } from '#contract/team.ts'

/** What is asked about somebody before it is done, in a dialog of its own. */
export type Ask = { what: 'remove' | 'secondFactor' | 'resetLink' | 'reinvite'; person: Operator }
