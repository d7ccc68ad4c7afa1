import { z } from 'zod'
import type { ContactDetails } from '#contract/contacts.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { isUniqueViolation } from '#platform/database/failures.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { describeContact } from '../records/read.ts'
import { type ContactRow, findContacts, lockContacts } from '../records/store.ts'
import * as store from './store.ts'

/** The other contact becomes part of this one: its identities, its conversations, and what this one lacks. */
export async function mergeContacts(ctx: Ctx, id: string, otherId: string): Promise<ContactDetails> {
  authorize(ctx, 'contacts:merge')
  if (id === otherId)
    throw invalid([{ pointer: '/otherId', code: 'same_contact', message: 'This is the same contact.' }])
  await oneOpenConversation(() =>
    transaction(ctx, async (ctx) => {
      const { kept, other } = await lockBoth(ctx, id, otherId)
      if (await store.bothHaveOpen(ctx, id, otherId)) throw bothOpen()
      await merge(ctx, kept, other)
    }),
  )
  return describeContact(ctx, id)
}

/** Everything goes back that the merge moved, and what it filled in is taken out again where nobody changed it. */
export async function undoMerge(ctx: Ctx, id: string, mergeId: string): Promise<ContactDetails> {
  authorize(ctx, 'contacts:merge')
  await transaction(ctx, async (ctx) => {
    const [kept] = await lockContacts(ctx, [id])
    const merge = kept && (await store.lockMerge(ctx, mergeId, id))
    if (!merge) throw notFound('merge')
    await store.giveBackConversations(ctx, id, merge)
    await store.giveBackIdentities(ctx, id, merge)
    const { columns, keys } = Filled.parse(merge.fields_before)
    await store.unfill(ctx, id, merge.merged_id, columns, keys)
    await store.setMergedInto(ctx, merge.merged_id, null)
    await store.setUndone(ctx, mergeId)
    await refreshSearch(ctx, id)
    publish(ctx, 'contact.merge_undone', { type: 'contact', id }, { mergeId, otherId: merge.merged_id })
  })
  return describeContact(ctx, id)
}

async function merge(ctx: Tx, kept: ContactRow, other: ContactRow): Promise<void> {
  const mergeId = newId()
  const filled = fillingsOf(kept, other)
  const identity_ids = await store.moveIdentities(ctx, other.id, kept.id)
  const conversation_ids = await store.moveConversations(ctx, other.id, kept.id)
  await store.fillFrom(ctx, kept.id, other.id, filled.columns)
  await store.setMergedInto(ctx, other.id, kept.id)
  await store.insertMerge(ctx, {
    id: mergeId,
    kept_id: kept.id,
    merged_id: other.id,
    identity_ids,
    conversation_ids,
    fields_before: JSON.stringify(filled),
    merged_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
  })
  await refreshSearch(ctx, kept.id)
  publish(ctx, 'contact.merged', { type: 'contact', id: kept.id }, { mergeId, otherId: other.id })
}

/** Names only: before the merge all of these were empty. */
const Filled = z.object({ columns: z.array(z.enum(store.fillable)), keys: z.array(z.string()) })

function fillingsOf(kept: ContactRow, other: ContactRow): z.infer<typeof Filled> {
  const own = Object.keys(Object(kept.fields))
  return {
    columns: store.fillable.filter((column) => kept[column] === null && other[column] !== null),
    keys: Object.keys(Object(other.fields)).filter((key) => !own.includes(key)),
  }
}

async function lockBoth(ctx: Tx, id: string, otherId: string) {
  const rows = await lockContacts(ctx, [id, otherId])
  const kept = rows.find((row) => row.id === id)
  const other = rows.find((row) => row.id === otherId)
  if (!kept || !other) throw notFound('contact')
  return { kept, other }
}

async function refreshSearch(ctx: Tx, id: string): Promise<void> {
  const [row] = await findContacts(ctx, [id])
  if (row) await store.refreshSearch(ctx, row)
}

const bothOpen = () =>
  conflict('both_open', 'Both have an open conversation on the same number: close one of them first.')

/** One may have been opened since we looked. */
async function oneOpenConversation(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw isUniqueViolation(error, 'conversations_open') ? bothOpen() : error
  }
}
