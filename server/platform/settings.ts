import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { type Ctx, isTx, type Tx, transaction } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { fieldErrors } from '#platform/http/validation.ts'
import * as store from '#platform/settings/store.ts'

type Fields = z.ZodObject<z.ZodRawShape>

/** A group of things that an administrator may change while the program runs. Every field has a default. */
export type SettingsDefinition<S extends Fields = Fields> = { name: string; schema: S }

export function defineSettings<S extends Fields>(name: string, schema: S): SettingsDefinition<S> {
  // Fails where the group is defined, if a field has no default.
  schema.parse({})
  return { name, schema }
}

// Long enough to spare the database, short enough that nobody wonders whether the other processes have noticed.
const freshFor = 2_000

type Kept = { value: unknown; until: number }
// One entry per running instance: its configuration is the one object that all its contexts share.
const kept = new WeakMap<Ctx['config'], Map<string, Kept>>()

/** As they are now, or were at most two seconds ago; in a transaction, as that transaction sees them. */
export async function readSettings<S extends Fields>(
  ctx: Ctx,
  { name, schema }: SettingsDefinition<S>,
): Promise<z.output<S>> {
  if (isTx(ctx)) return understood(ctx, name, schema, await store.find(ctx, name))
  const mine = keptBy(ctx)
  const known = mine.get(name)
  // A group's value is only ever kept under its own name, parsed by its own schema.
  if (known && known.until > performance.now()) return known.value as z.output<S>
  const value = understood(ctx, name, schema, await store.find(ctx, name))
  mine.set(name, { value, until: performance.now() + freshFor })
  return value
}

/** Changes some fields and says which. Who may do so is for the calling verb to know: this is for any group. */
export async function changeSettings<S extends Fields>(
  ctx: Ctx,
  { name, schema }: SettingsDefinition<S>,
  patch: Partial<z.input<S>>,
): Promise<z.output<S>> {
  try {
    return await transaction(ctx, async (ctx) => {
      const stored = await store.lock(ctx, name)
      const before = understood(ctx, name, schema, stored)
      const after = accepted(schema, { ...before, ...patch })
      const fresh = changed(before, after)
      if (Object.keys(fresh).length > 0) await keep(ctx, name, stored, fresh)
      return after
    })
  } finally {
    keptBy(ctx).delete(name)
  }
}

// What was never changed is not stored, so that it follows the defaults of later versions.
async function keep(ctx: Tx, name: string, stored: object, fresh: object): Promise<void> {
  await store.save(ctx, name, { ...stored, ...fresh })
  publish(ctx, 'settings.changed', { type: 'settings', id: name }, { fields: Object.keys(fresh) })
}

const keptBy = ({ config }: Ctx): Map<string, Kept> => {
  const mine = kept.get(config) ?? new Map<string, Kept>()
  kept.set(config, mine)
  return mine
}

const changed = (before: object, after: object): Record<string, unknown> => {
  const old = new Map(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => !isDeepStrictEqual(value, old.get(field))),
  )
}

/** A value that an older version wrote, and that this one would not accept, must not stop the program: it is the default again. */
function understood<S extends Fields>(
  ctx: Ctx,
  name: string,
  schema: S,
  stored: Record<string, unknown>,
): z.output<S> {
  const whole = schema.safeParse(stored)
  if (whole.success) return whole.data
  const fields = [...new Set(whole.error.issues.map((issue) => String(issue.path[0])))]
  ctx.log.warn({ settings: name, fields }, 'settings that are not understood have their defaults')
  return schema.parse(Object.fromEntries(Object.entries(stored).filter(([field]) => !fields.includes(field))))
}

function accepted<S extends Fields>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  throw invalid(fieldErrors(parsed.error))
}
