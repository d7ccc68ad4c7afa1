import type { App } from '#test/app.ts'
import { whatsappEnv } from '#test/whatsapp.ts'
import { accountLines } from './accounts.ts'
import { contactLines } from './contacts.ts'
import { inboxLines } from './inbox.ts'
import type { Lines } from './line.ts'
import { teamLines } from './team.ts'
import { webhookLines } from './webhooks.ts'

/** What an app is started with for these to work: signed webhooks come in, and the own machine may be told of events. */
export const env = { ...whatsappEnv, OUTBOUND_ALLOW: '127.0.0.1' }

/** Every route with an id in it has a line in one of these. A new one without a line fails. */
export const linesOf = (app: App): Lines => ({
  ...teamLines(app),
  ...accountLines(app),
  ...contactLines(app),
  ...inboxLines(app),
  ...webhookLines(app),
})
