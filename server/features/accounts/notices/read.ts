import { z } from 'zod'

/** Whatever is missing or of another kind than expected is not there: a notice is never refused. */
export const said = z.coerce.string().max(200).nullish().catch(null)

/** Enum values are compared in one spelling. */
export const word = said.transform((value) => value?.toUpperCase() ?? null)

/** `TIER_2K`, or the number of people as older notices have it; -1 is as many as one likes. */
export const tier = z
  .union([z.number(), z.string()])
  .nullish()
  .catch(null)
  .transform((value) => tierOf(value ?? null))

function tierOf(value: string | number | null): string | null {
  if (value === null || value === '') return null
  const people = Number(value)
  if (Number.isNaN(people)) return String(value).toUpperCase().slice(0, 50)
  if (people < 0) return 'TIER_UNLIMITED'
  return people >= 1000 && people % 1000 === 0 ? `TIER_${people / 1000}K` : `TIER_${people}`
}
