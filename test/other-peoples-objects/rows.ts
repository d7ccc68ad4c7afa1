import { newId } from '#platform/ids.ts'
import type { App } from '#test/app.ts'

// What cannot be made over HTTP: providers would have to be asked, or a worker to run.

/** `external` is the provider's id of it. */
export type OurNumber = { id: string; accountId: string; external: string }

let count = 0

/** Its account has no token, so nobody outside is asked of it. */
export async function insertNumber(app: App): Promise<OurNumber> {
  const { db, now } = app.ctx()
  const [id, accountId, external] = [newId(), newId(), String(220_000_000_000_000 + ++count)]
  const common = { external_id: external, created_at: now(), updated_at: now() }
  await db
    .insertInto('accounts')
    .values({ ...common, id: accountId, channel: 'whatsapp_cloud', name: 'Clínica Aurora' })
    .execute()
  await db
    .insertInto('numbers')
    .values({ ...common, id, account_id: accountId, channel: 'whatsapp_cloud', name: 'Recepção' })
    .execute()
  return { id, accountId, external }
}

/** As if the provider had known it by another id until now. */
export async function renumber(app: App, { id }: OurNumber, external: string): Promise<void> {
  await app.ctx().db.updateTable('numbers').set({ external_id: external }).where('id', '=', id).execute()
}

export async function failMessage(app: App, id: string): Promise<void> {
  await app.ctx().db.updateTable('messages').set({ status: 'failed' }).where('id', '=', id).execute()
}

export async function insertDelivery(app: App, endpointId: string): Promise<string> {
  const { db, now } = app.ctx()
  const id = newId()
  await db
    .insertInto('webhook_deliveries')
    .values({
      id,
      endpoint_id: endpointId,
      event_id: String(++count),
      event_name: 'tabulation.created',
      payload_encrypted: '',
      state: 'failed',
      created_at: now(),
    })
    .execute()
  return id
}
