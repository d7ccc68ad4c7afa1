import { z } from 'zod'
import type { Page } from '#contract/common.ts'
import { type Contact, type ContactDetails, ContactIdentity, type ContactQuery } from '#contract/contacts.ts'
import type { Ctx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { authorize } from '#platform/policy.ts'
import { readDocument } from '../document.ts'
import { readPhone } from '../phone.ts'
import { maySeeWholeDocuments } from '../policy.ts'
import { present } from './present.ts'
import { reachable } from './reach.ts'
import type { Sought } from './store.ts'
import * as store from './store.ts'

export async function listContacts(ctx: Ctx, query: ContactQuery): Promise<Page<Contact>> {
  authorize(ctx, 'contacts:read')
  const { q, after, limit, blocked } = query
  const filters = { limit, blocked, email: query.email?.toLowerCase(), phone: phoneIn(query) }
  if (!q) {
    const rows = await store.listContacts(ctx, filters, decodeCursor(after, z.uuid()))
    return shown(
      ctx,
      page(rows, limit, ({ id }) => id),
    )
  }
  const position = decodeCursor(after, z.tuple([z.number().int(), z.uuid()]))
  const rows = await store.searchContacts(ctx, filters, soughtBy(ctx, q), position)
  return shown(
    ctx,
    page(rows, limit, ({ rank, id }) => [rank, id]),
  )
}

/** Whoever was merged is found by the id they had, as whom they became. */
export async function readContact(ctx: Ctx, id: string): Promise<ContactDetails> {
  authorize(ctx, 'contacts:read')
  return describeContact(ctx, id, { whole: maySeeWholeDocuments(ctx) })
}

/** For whoever may act on them: who may only create contacts has to be told what they created. */
export async function describeContact(ctx: Ctx, id: string, { whole = false } = {}): Promise<ContactDetails> {
  const row = await reachable(ctx, id)
  const [identities, merges] = await Promise.all([
    store.identitiesOf(ctx, row.id),
    store.mergesInto(ctx, row.id),
  ])
  return {
    ...present(ctx, row, { whole }),
    identities: identities.map(({ replaced_at, kind, ...identity }) => ({
      ...identity,
      kind: ContactIdentity.shape.kind.parse(kind),
      current: replaced_at === null,
    })),
    merges: merges.map(({ id, merged_id, merged_by, merged_at }) => ({
      id,
      mergedId: merged_id,
      mergedBy: merged_by,
      mergedAt: merged_at.toISOString(),
    })),
  }
}

const shown = (ctx: Ctx, { data, next }: Page<store.ContactRow>): Page<Contact> => ({
  data: data.map((row) => present(ctx, row)),
  next,
})

function phoneIn({ phone }: ContactQuery): string | undefined {
  if (phone === undefined) return undefined
  const read = readPhone(phone)
  if (!read)
    throw invalid([{ pointer: '/phone', code: 'not_a_phone', message: 'This is not a phone number.' }])
  return read.e164
}

function soughtBy({ secrets }: Ctx, q: string): Sought {
  const digits = /^[+\d\s().-]{4,}$/.test(q) ? q.replace(/\D/g, '') : ''
  const phone = readPhone(q)?.e164.slice(1)
  const document = readDocument(q)
  return {
    text: q,
    patterns: [q, ...(digits.length >= 4 ? [digits] : []), ...(phone ? [phone] : [])].map(containing),
    documentHash: document === null ? null : secrets.hash('contacts.document_hash', document),
  }
}

const containing = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`
