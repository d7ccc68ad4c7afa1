import { z } from 'zod'
import type { Page, PageQuery } from '#contract/common.ts'
import type { NewTabulation, Tabulation, TabulationChange } from '#contract/conversations.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { isUniqueViolation } from '#platform/database/failures.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import type { TabulationRow } from './store.ts'
import * as store from './store.ts'

export async function listTabulations(ctx: Ctx, { limit, after }: PageQuery): Promise<Page<Tabulation>> {
  authorize(ctx, 'tabulations:read')
  const rows = await store.list(ctx, { limit, afterId: decodeCursor(after, z.uuid()) })
  const { data, next } = page(rows, limit, ({ id }) => id)
  return { data: data.map(present), next }
}

export async function readTabulation(ctx: Ctx, id: string): Promise<Tabulation> {
  authorize(ctx, 'tabulations:read')
  return present(await found(store.find(ctx, id)))
}

export async function createTabulation(ctx: Ctx, wanted: NewTabulation): Promise<Tabulation> {
  authorize(ctx, 'tabulations:manage')
  const { name, description = null, active = true } = wanted
  const row = await transaction(ctx, async (ctx) => {
    const row = await store.insert(ctx, { id: newId(), name, description, active }).catch(nameTaken)
    publish(ctx, 'tabulation.created', { type: 'tabulation', id: row.id })
    return row
  })
  return present(row)
}

export async function changeTabulation(ctx: Ctx, id: string, change: TabulationChange): Promise<Tabulation> {
  authorize(ctx, 'tabulations:manage')
  const row = await transaction(ctx, async (ctx) => {
    const row = await found(store.update(ctx, id, change).catch(nameTaken))
    publish(ctx, 'tabulation.updated', { type: 'tabulation', id }, { fields: Object.keys(change) })
    return row
  })
  return present(row)
}

export async function removeTabulation(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'tabulations:manage')
  await transaction(ctx, async (ctx) => {
    if (!(await store.remove(ctx, id))) throw notFound('tabulation')
    publish(ctx, 'tabulation.removed', { type: 'tabulation', id })
  })
}

/** What a conversation can be closed with now. */
export async function assertInUse(ctx: Ctx, id: string): Promise<void> {
  if ((await store.find(ctx, id))?.active) return
  throw invalid([
    { pointer: '/tabulationId', code: 'not_in_use', message: 'Choose a tabulation that is in use.' },
  ])
}

async function found(row: Promise<TabulationRow | undefined>): Promise<TabulationRow> {
  const tabulation = await row
  if (!tabulation) throw notFound('tabulation')
  return tabulation
}

function nameTaken(error: unknown): never {
  if (isUniqueViolation(error, 'tabulations_name'))
    throw conflict('name_taken', 'There is a tabulation of this name already.')
  throw error
}

const present = ({ created_at, ...row }: TabulationRow): Tabulation => ({
  ...row,
  createdAt: created_at.toISOString(),
})
