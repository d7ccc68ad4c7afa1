import type { Faults } from '../../sandbox/api.ts'
import { type Sandbox, startSandbox } from '../../sandbox/index.ts'
import { type App, testApp } from './app.ts'
import { until } from './program.ts'

export type Spine = {
  app: App
  sandbox: Sandbox
  /** The number that the app has, by Meta's id. */
  number: string
  rows: <T extends object>(query: string, values?: unknown[]) => Promise<T[]>
  /** The conversation of a customer of the sandbox, as the API lists it. */
  conversationOf: (customerId: string) => Promise<{ id: string; status: string }>
  close: () => Promise<void>
}

/** The whole program against the whole sandbox: real HTTP both ways, and nobody's limits in the way. */
export async function spineApp({
  faults = {},
  env = {},
}: {
  faults?: Faults
  env?: Record<string, string>
} = {}): Promise<Spine> {
  const sandbox = await startSandbox()
  const { outside } = sandbox
  const number = String(outside.numbers[0]?.id)
  const app = await testApp({
    worker: true,
    env: {
      META_GRAPH_URL: outside.graphUrl,
      META_APP_SECRET: outside.appSecret,
      WEBHOOK_VERIFY_TOKEN: outside.verifyToken,
      WHATSAPP_ACCESS_TOKEN: outside.accessToken,
      WHATSAPP_PHONE_NUMBER_ID: number,
      ...env,
    },
  })
  sandbox.faults.set(faults)
  await sandbox.setCallback(`${app.url}/api/webhooks/whatsapp`)
  const rows = async <T extends object>(query: string, values: unknown[] = []) =>
    (await app.database.pool.query<T>(query, values)).rows
  // Its clock runs with the sandbox's: both are asked for windows.
  return {
    app,
    sandbox,
    number,
    rows,
    conversationOf: (customerId) => conversationOf({ sandbox, rows }, customerId),
    close: async () => {
      await sandbox.setCallback(null)
      await app.close()
      await sandbox.close()
    },
  }
}

async function conversationOf({ sandbox, rows }: Pick<Spine, 'sandbox' | 'rows'>, customerId: string) {
  const { waId, userId } = sandbox.customers.find(customerId)
  const find = () =>
    rows<{ id: string; status: string }>(
      `select c.id, c.status from conversations c join identities i on i.contact_id = c.contact_id
       where i.value = any($1) order by c.id desc limit 1`,
      [[waId, userId]],
    )
  await until('the conversation is there', async () => (await find()).length > 0)
  const [found] = await find()
  if (!found) throw new Error('no conversation')
  return found
}
