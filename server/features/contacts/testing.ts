import type { Ctx } from '#platform/context.ts'
import { transaction } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { Person } from '../../channels/channel.ts'
import type { Sighting } from './meeting/identities.ts'
import { meet } from './meeting/meet.ts'

/** Somebody as WhatsApp shows them, in the portfolio `scope`. */
export const seen = (person: Partial<Person>, scope = 'portfolio'): Sighting => ({
  channel: 'whatsapp',
  scope,
  person: { waId: null, userId: null, parentUserId: null, username: null, profileName: null, ...person },
})

export const meetAll = (ctx: Ctx, sightings: Sighting[]) => transaction(ctx, (ctx) => meet(ctx, sightings))

export async function meetOne(ctx: Ctx, person: Partial<Person>, scope?: string): Promise<string> {
  const [met] = await meetAll(ctx, [seen(person, scope)])
  if (!met) throw new Error('nobody was met')
  return met.contactId
}

/** A number of the business, for conversations to be on. */
export async function addNumber({ db, now }: Ctx): Promise<string> {
  const id = newId()
  const at = { created_at: now(), updated_at: now() }
  const account = { id, channel: 'whatsapp_cloud', name: 'Clínica', external_id: id }
  await db
    .insertInto('accounts')
    .values({ ...account, ...at })
    .execute()
  const number = { id, account_id: id, channel: 'whatsapp', external_id: id, name: 'Recepção' }
  await db
    .insertInto('numbers')
    .values({ ...number, ...at })
    .execute()
  return id
}

type Begun = { contactId: string; numberId: string; status?: string; recipient?: object }

export async function addConversation({ db, now }: Ctx, begun: Begun): Promise<string> {
  const id = newId()
  const { contactId, numberId, status = 'open', recipient = {} } = begun
  await db
    .insertInto('conversations')
    .values({
      id,
      channel: 'whatsapp',
      contact_id: contactId,
      number_id: numberId,
      status,
      recipient: JSON.stringify(recipient),
      last_message_at: now(),
      created_at: now(),
    })
    .execute()
  return id
}
