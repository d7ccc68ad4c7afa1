import type { Ctx } from '#platform/context.ts'
import * as columns from './sealed-store.ts'

/** `missed`: rows that were written while they were being moved; whether they need moving is seen next time. */
export type Resealed = { resealed: number; unreadable: number; missed: number }

const batch = 200

/** Every value of every sealed column that is not sealed with this key gets it. */
export async function resealAll(ctx: Ctx, version: number, say: (line: string) => void): Promise<Resealed> {
  let total = none
  for (const column of await columns.sealedColumns(ctx)) {
    const result = await resealColumn(ctx, column, version)
    const trouble = result.unreadable > 0 ? `, ${result.unreadable} cannot be opened` : ''
    say(`${column.table}.${column.column}: ${result.resealed} sealed anew${trouble}`)
    total = plus(total, result)
  }
  return total
}

/** What was written while the others were moved; what goes on being written is left after a while. */
export async function resealRest(ctx: Ctx, version: number): Promise<Resealed> {
  let moved = 0
  for (let round = 1; ; round++) {
    const result = await resealAll(ctx, version, () => {})
    moved += result.resealed
    if (result.missed === 0 || round === 10) return { ...result, resealed: moved }
  }
}

async function resealColumn(ctx: Ctx, column: columns.SealedColumn, version: number): Promise<Resealed> {
  let total = none
  for (let after: string[] | null = null; ; ) {
    const values = await columns.sealedOtherwise(ctx, column, version, after, batch)
    const last = values.at(-1)
    if (!last) return total
    const fresh = values.flatMap((value) => sealAnew(ctx, column, value) ?? [])
    // One statement, therefore one transaction: a batch is moved or it is not.
    const moved = fresh.length > 0 ? await columns.replace(ctx, column, fresh) : 0
    const unreadable = values.length - fresh.length
    total = plus(total, { resealed: moved, unreadable, missed: fresh.length - moved })
    after = last.key
  }
}

function sealAnew(
  { secrets, log }: Ctx,
  { table, column }: columns.SealedColumn,
  value: columns.SealedValue,
) {
  const purpose = `${table}.${column}`
  try {
    return { ...value, fresh: secrets.seal(purpose, secrets.open(purpose, value.sealed)) }
  } catch (error) {
    // One damaged value must not keep all others under the old key; that key stays as long as it is there.
    log.error({ err: error, column: purpose }, 'a sealed value cannot be opened')
    return undefined
  }
}

const plus = (a: Resealed, b: Resealed): Resealed => ({
  resealed: a.resealed + b.resealed,
  unreadable: a.unreadable + b.unreadable,
  missed: a.missed + b.missed,
})
const none: Resealed = { resealed: 0, unreadable: 0, missed: 0 }
