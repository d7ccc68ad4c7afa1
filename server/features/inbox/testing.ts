import type { Insertable } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { DB } from '#platform/schema.ts'

// Rows as landing and people leave them, for tests that begin where something is there already.

export type OurNumber = { id: string; accountId: string }
export type Talk = { id: string; contactId: string; numberId: string }

export async function anAccountWithNumber({ db, now }: Ctx): Promise<OurNumber> {
  const [id, accountId, at] = [newId(), newId(), now()]
  const stamps = { created_at: at, updated_at: at }
  const digits = String(BigInt(`0x${id.slice(-12)}`))
  await db
    .insertInto('accounts')
    .values({
      id: accountId,
      channel: 'whatsapp_cloud',
      name: 'Clínica Aurora',
      external_id: digits,
      ...stamps,
    })
    .execute()
  await db
    .insertInto('numbers')
    .values({
      id,
      account_id: accountId,
      channel: 'whatsapp_cloud',
      external_id: digits,
      name: 'Recepção',
      ...stamps,
    })
    .execute()
  return { id, accountId }
}

type TalkOptions = Partial<Insertable<DB['conversations']>> & {
  contact?: Partial<Insertable<DB['contacts']>>
  contactId?: string
}

let people = 0

/** A conversation with somebody who wrote a moment ago, and whom nobody has answered. */
export async function aConversation(
  { db, now }: Ctx,
  number: OurNumber,
  { contact = {}, contactId = newId(), ...options }: TalkOptions = {},
): Promise<Talk> {
  const [id, at] = [newId(), now()]
  const phone = `+55119${String(80_000_000 + ++people)}`
  await db
    .insertInto('contacts')
    .values({ id: contactId, name: 'Beatriz Souza', phone, created_at: at, updated_at: at, ...contact })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('conversations')
    .values({
      id,
      channel: 'whatsapp',
      number_id: number.id,
      contact_id: contactId,
      status: 'queued',
      recipient: JSON.stringify({ waId: phone.slice(1) }),
      last_message_at: at,
      last_in_at: at,
      window_expires_at: new Date(at.getTime() + 24 * 3_600_000),
      queued_at: at,
      created_at: at,
      ...options,
    })
    .execute()
  return { id, contactId, numberId: number.id }
}

let count = 0

/** Something that the customer wrote; other columns as a test wants them. */
export async function aMessage(
  { db, now }: Ctx,
  { id: conversation_id, numberId }: Talk,
  options: Partial<Insertable<DB['messages']>> = {},
): Promise<string> {
  const id = newId()
  const at = options.at ?? now()
  await db
    .insertInto('messages')
    .values({
      id,
      conversation_id,
      number_id: numberId,
      direction: 'in',
      author: 'contact',
      type: 'text',
      text: 'Quanto custa uma limpeza de pele?',
      provider_id: `wamid.testing${++count}`,
      status: 'received',
      at,
      created_at: now(),
      ...options,
    })
    .execute()
  await db
    .updateTable('conversations')
    .set({ last_message_id: id, last_message_at: at })
    .where('id', '=', conversation_id)
    .execute()
  return id
}

/** Something on its way to the customer, or that went wrong there. */
export const anAnswer = (ctx: Ctx, talk: Talk, options: Partial<Insertable<DB['messages']>> = {}) =>
  aMessage(ctx, talk, {
    direction: 'out',
    author: 'operator',
    text: 'Bom dia! São 180 reais.',
    status: 'queued',
    provider_id: null,
    ...options,
  })
