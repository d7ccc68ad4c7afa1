import {
  Address,
  type ContactChange,
  type ContactDetails,
  ContactFields,
  type NewContact,
} from '#contract/contacts.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { takePhone } from '../meeting/phones.ts'
import { changedFields, documentOf, understood } from './given.ts'
import { describeContact } from './read.ts'
import * as store from './store.ts'
import type { Values } from './values.ts'

export async function createContact(ctx: Ctx, wanted: NewContact): Promise<ContactDetails> {
  authorize(ctx, 'contacts:create')
  const values = understood(wanted)
  const id = newId()
  await transaction(ctx, async (ctx) => {
    if (values.phone) await takePhone(ctx, id, values.phone)
    await store.insertContact(ctx, id, written(ctx, { ...nothing, ...values }))
    const fields = changedFields(nothing, values)
    publish(ctx, 'contact.created', { type: 'contact', id }, { fields })
  })
  return describeContact(ctx, id)
}

/** What is left out stays as it is. */
export async function changeContact(ctx: Ctx, id: string, change: ContactChange): Promise<ContactDetails> {
  authorize(ctx, 'contacts:update')
  const phone = understood({ phone: change.phone }).phone
  await transaction(ctx, async (ctx) => {
    // Before the row is locked, as whoever meets people does it.
    if (phone) await takePhone(ctx, id, phone)
    const row = await lockContact(ctx, id)
    const before = valuesOf(ctx, row)
    const values = understood(change, before.document)
    const fields = changedFields(before, values)
    if (fields.length === 0) return
    if (fields.includes('phone') && row.phone !== null) await store.freeUnusedPhone(ctx, id, row.phone)
    await store.updateContact(ctx, row, written(ctx, { ...before, ...values }))
    publish(ctx, 'contact.updated', { type: 'contact', id }, { fields })
  })
  return describeContact(ctx, id)
}

/** Their conversations stay, as what was said here; whoever writes again appears as somebody new. */
export async function removeContact(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'contacts:delete')
  await transaction(ctx, async (ctx) => {
    await lockContact(ctx, id)
    await store.removeContact(ctx, id)
    publish(ctx, 'contact.removed', { type: 'contact', id })
  })
}

export async function setBlocked(ctx: Ctx, id: string, blocked: boolean): Promise<ContactDetails> {
  authorize(ctx, 'contacts:update')
  await transaction(ctx, async (ctx) => {
    const row = await lockContact(ctx, id)
    if ((row.blocked_at !== null) === blocked) return
    await store.setBlocked(ctx, id, blocked)
    publish(ctx, blocked ? 'contact.blocked' : 'contact.unblocked', { type: 'contact', id })
  })
  return describeContact(ctx, id)
}

async function lockContact(ctx: Tx, id: string): Promise<store.ContactRow> {
  const [row] = await store.lockContacts(ctx, [id])
  if (!row) throw notFound('contact')
  return row
}

const nothing: Required<Values> = {
  name: null,
  phone: null,
  email: null,
  document: null,
  address: null,
  fields: {},
  notes: null,
}

const valuesOf = (ctx: Ctx, row: store.ContactRow): Required<Values> => ({
  name: row.name,
  phone: row.phone,
  email: row.email,
  document: documentOf(ctx, row),
  address: row.address === null ? null : Address.parse(row.address),
  fields: ContactFields.parse(row.fields),
  notes: row.notes,
})

function written({ secrets }: Ctx, { document, address, fields, ...rest }: Values): store.Written {
  const { name = null, phone = null, email = null, notes = null } = rest
  return {
    name,
    phone,
    email,
    notes,
    document_encrypted: document ? secrets.seal('contacts.document_encrypted', document) : null,
    document_hash: document ? secrets.hash('contacts.document_hash', document) : null,
    address: address ? JSON.stringify(address) : null,
    fields: JSON.stringify(fields ?? {}),
  }
}
