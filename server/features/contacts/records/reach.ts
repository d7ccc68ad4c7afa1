import type { Contact } from '#contract/contacts.ts'
import type { Ctx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { keptInsteadOf } from '../meeting/store.ts'
import { present } from './present.ts'
import * as store from './store.ts'

/** The contact of this id, or whom it became; 404 for who was removed. Agents reach all of them for now. */
export async function reachable(ctx: Ctx, id: string): Promise<store.ContactRow> {
  const row = await store.findContact(ctx, id)
  const kept = row?.merged_into ? await whoTheyBecame(ctx, id) : row
  if (!kept || kept.removed_at !== null) throw notFound('contact')
  return kept
}

export async function assertReachable(ctx: Ctx, id: string): Promise<void> {
  await reachable(ctx, id)
}

async function whoTheyBecame(ctx: Ctx, id: string): Promise<store.ContactRow | undefined> {
  const [kept] = await keptInsteadOf(ctx, [id])
  return kept && store.findContact(ctx, kept.contact_id)
}

/** As others show them: `name` is what somebody here wrote, or else what they call themselves. */
export type KnownContact = {
  id: string
  name: string | null
  phone: string | null
  username: string | null
  blocked: boolean
  optedOut: boolean
  removed: boolean
}

/** By the ids asked for, in one query. Whoever was merged is there as whom they became, under that id. */
export async function contactsByIds(ctx: Ctx, ids: readonly string[]): Promise<Map<string, KnownContact>> {
  if (ids.length === 0) return new Map()
  const rows = await store.findContacts(ctx, [...new Set(ids)])
  const merged = rows.filter(({ merged_into }) => merged_into !== null).map(({ id }) => id)
  const instead = merged.length > 0 ? await becomings(ctx, merged) : new Map<string, store.ContactRow>()
  return new Map(rows.map((row) => [row.id, shown(instead.get(row.id) ?? row)]))
}

/** As lists of the API show them. */
export async function shownContacts(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Contact>> {
  const rows = ids.length > 0 ? await store.findContacts(ctx, [...ids]) : []
  return new Map(rows.map((row) => [row.id, present(ctx, row)]))
}

/** The same for one of many that are asked for at once: together they cost a few queries. */
export async function contactById(ctx: Ctx, id: string): Promise<KnownContact | undefined> {
  const row = await store.findContact(ctx, id)
  if (row?.merged_into) return (await contactsByIds(ctx, [id])).get(id)
  return row && shown(row)
}

async function becomings(ctx: Ctx, merged: string[]): Promise<Map<string, store.ContactRow>> {
  const kept = await keptInsteadOf(ctx, merged)
  const rows = await store.findContacts(ctx, [...new Set(kept.map(({ contact_id }) => contact_id))])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    kept.flatMap(({ merged_id, contact_id }) => {
      const row = byId.get(contact_id)
      return row ? [[merged_id, row] as const] : []
    }),
  )
}

const shown = (row: store.ContactRow): KnownContact => ({
  id: row.id,
  name: row.name ?? row.profile_name,
  phone: row.phone,
  username: row.username,
  blocked: row.blocked_at !== null,
  optedOut: row.opted_out_at !== null,
  removed: row.removed_at !== null,
})
