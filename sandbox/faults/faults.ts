import { z } from 'zod'
import type { Faults } from '../api.ts'

const count = z.int().min(1)
const sometimes = z.union([z.boolean(), z.strictObject({ times: count }), z.strictObject({ every: count })])

export const FaultsInput = z.strictObject({
  latencyMs: z.int().min(0).max(120_000).optional(),
  sendErrors: z
    .array(z.strictObject({ code: z.int(), times: count, to: z.string().optional() }))
    .max(100)
    .optional(),
  httpStatus: z.strictObject({ status: z.int().min(400).max(599), times: count }).optional(),
  loseResponse: sometimes.optional(),
  silence: z.boolean().optional(),
  duplicateWebhooks: sometimes.optional(),
  reorderWebhooks: z.boolean().optional(),
  dropWebhooks: sometimes.optional(),
  batchWebhooks: z
    .strictObject({ most: z.int().min(1).max(1000), withinMs: z.int().min(0).max(60_000) })
    .optional(),
  statuses: z
    .strictObject({
      delay: z.int().min(0).max(3_600_000).optional(),
      order: z.literal('random').optional(),
      skip: z.array(z.enum(['sent', 'delivered', 'read'])).optional(),
    })
    .optional(),
  revokedToken: z.boolean().optional(),
  throughputPerSecond: z.int().min(0).optional(),
  pair: z.strictObject({ perSeconds: z.number().min(0), burst: z.int().min(1) }).optional(),
  mediaFails: sometimes.optional(),
  rejectTemplates: z.boolean().optional(),
})

type Kind = 'loseResponse' | 'duplicateWebhooks' | 'dropWebhooks' | 'mediaFails'

export type FaultBox = {
  /** What is on now; what was to happen so many times is gone when it has. */
  now: () => Faults
  set: (faults: Faults) => Faults
  happens: (kind: Kind) => boolean
  /** The code of a refusal that was asked for, for whoever is called by one of these names. */
  refusal: (names: (string | null)[]) => number | undefined
  status: () => number | undefined
}

export function createFaults(changed: (faults: Faults) => void): FaultBox {
  let faults: Faults = {}
  const seen: Partial<Record<Kind, number>> = {}

  function set(wanted: Faults): Faults {
    faults = withoutNothing(structuredClone(wanted))
    for (const kind of Object.keys(seen)) delete seen[kind as Kind] // the keys were written below
    changed(faults)
    return faults
  }

  function happens(kind: Kind): boolean {
    const fault = faults[kind]
    if (typeof fault !== 'object') return fault === true
    if ('every' in fault) {
      seen[kind] = (seen[kind] ?? 0) + 1
      return seen[kind] % fault.every === 0
    }
    if (--fault.times === 0) delete faults[kind]
    changed(faults)
    return true
  }

  function refusal(names: (string | null)[]): number | undefined {
    const found = faults.sendErrors?.find(({ to }) => to === undefined || names.includes(to))
    if (!found) return undefined
    if (--found.times === 0) faults.sendErrors = faults.sendErrors?.filter((one) => one !== found)
    if (faults.sendErrors?.length === 0) delete faults.sendErrors
    changed(faults)
    return found.code
  }

  function status(): number | undefined {
    const fault = faults.httpStatus
    if (!fault) return undefined
    if (--fault.times === 0) delete faults.httpStatus
    changed(faults)
    return fault.status
  }

  return { now: () => faults, set, happens, refusal, status }
}

/** Switched off is the same as not there, so that an empty object means: it behaves. */
const withoutNothing = (faults: Faults): Faults =>
  Object.fromEntries(
    Object.entries(faults).filter(
      ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  )
