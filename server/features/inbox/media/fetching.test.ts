import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import type { MessageMedia } from '#contract/messages.ts'
import { newId } from '#platform/ids.ts'
import { type App, testApp } from '#test/app.ts'
import { type Sandbox, startSandbox } from '../../../../sandbox/index.ts'
import { aConversation, aMessage } from '../testing.ts'
import { fetchMedia } from './jobs.ts'
import { aJpeg } from './testing.ts'

let app: App
let sandbox: Sandbox
let number: { id: string; accountId: string; externalId: string }
before(async () => {
  sandbox = await startSandbox()
  const { graphUrl, accessToken, appSecret, verifyToken, numbers } = sandbox.outside
  const externalId = String(numbers[0]?.id)
  app = await testApp({
    env: {
      META_GRAPH_URL: graphUrl,
      META_APP_SECRET: appSecret,
      WEBHOOK_VERIFY_TOKEN: verifyToken,
      WHATSAPP_ACCESS_TOKEN: accessToken,
      WHATSAPP_PHONE_NUMBER_ID: externalId,
    },
  })
  const { rows } = await app.database.pool.query(
    'select id, account_id from numbers where external_id = $1',
    [externalId],
  )
  number = { id: rows[0].id, accountId: rows[0].account_id, externalId }
})
after(async () => {
  await app?.close()
  await sandbox?.close()
})

type Row = { kind?: string; hash?: string | null; providerId?: string; createdAt?: Date }

/** As landing leaves it: a message with a file that only the provider has. */
async function waiting(
  content: Buffer,
  { kind = 'image', hash, providerId, createdAt = app.clock.now() }: Row = {},
) {
  const customer = sandbox.customers.create()
  const sent = await sandbox.customers.write(customer.id, {
    number: number.externalId,
    [kind]: {
      base64: content.toString('base64'),
      mimeType: kind === 'image' ? 'image/jpeg' : 'application/octet-stream',
    },
  })
  const id = newId()
  const said = await import('node:crypto').then(({ createHash }) =>
    createHash('sha256').update(content).digest('base64'),
  )
  await app.database.pool.query(
    `insert into media (id, number_id, direction, kind, state, provider_id, provider_hash, name, created_at)
     values ($1, $2, 'in', $3, 'waiting', $4, $5, 'page.html', $6)`,
    [id, number.id, kind, providerId ?? mediaIdOf(sent), hash === undefined ? said : hash, createdAt],
  )
  const talk = await aConversation(app.ctx(), number)
  const messageId = await aMessage(app.ctx(), talk, { type: kind, media_id: id })
  return { id, messageId, talk }
}
