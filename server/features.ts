import { audit } from '#features/audit/index.ts'
import { operations } from '#features/operations/index.ts'
import { team } from '#features/team/index.ts'
import type { Feature } from '#platform/feature.ts'

/** All of them, in the order in which they may know of each other. */
export const features: readonly Feature[] = [team, audit, operations]
