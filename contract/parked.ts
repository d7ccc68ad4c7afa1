import { z } from 'zod'
import { Id, PageQuery, Time } from '#contract/common.ts'

export const ParkedReason = z.enum([
  'unknown_number',
  'unknown_type',
  'unknown_field',
  'not_understood',
  'too_early',
  'failed',
])
export const ParkedState = z.enum(['parked', 'landed', 'dismissed'])

/** Something a provider sent that could not be understood or stored. What it says stays inside. */
export const ParkedItem = z
  .object({
    id: Id,
    state: ParkedState,
    reason: ParkedReason,
    kind: z.string(),
    detail: z.string().nullable(),
    times: z.number().int(),
    createdAt: Time,
    lastAt: Time,
  })
  .meta({ id: 'ParkedItem' })
export type ParkedItem = z.infer<typeof ParkedItem>

export const ParkedQuery = PageQuery.extend({
  state: ParkedState.default('parked'),
  reason: ParkedReason.optional(),
})
export type ParkedQuery = z.infer<typeof ParkedQuery>
