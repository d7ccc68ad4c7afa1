import { createHmac } from 'node:crypto'
import type { App } from './app.ts'

/** What a test app is started with to have one account and one number, as reference 1 configures them. */
export const whatsappEnv = {
  META_APP_SECRET: 'the secret of the app',
  WEBHOOK_VERIFY_TOKEN: 'the word we agreed on',
  WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  // Nobody listens there: what needs the Graph comes from tests that start the sandbox.
  META_GRAPH_URL: 'http://127.0.0.1:9',
}

const numberId = whatsappEnv.WHATSAPP_PHONE_NUMBER_ID
let count = 0

export const wamid = (): string => `wamid.test${process.pid}x${++count}`
export const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000))

export type Wire = Record<string, unknown>

/** One text as Meta would put it into `messages`. */
export const textFrom = (waId: string, body: string, more: Wire = {}): Wire => ({
  from: waId,
  id: wamid(),
  timestamp: seconds(new Date()),
  type: 'text',
  text: { body },
  ...more,
})

export const statusOf = (id: string, status: string, more: Wire = {}): Wire => ({
  id,
  status,
  timestamp: seconds(new Date()),
  recipient_id: '5511987654321',
  ...more,
})

/** The envelope around what came to one number; people are named after their number unless told otherwise. */
export function envelope(value: Wire & { messages?: Wire[] }, number = numberId): Wire {
  const contacts = (value.messages ?? []).flatMap(({ from, from_user_id }) =>
    from || from_user_id
      ? [
          {
            profile: { name: `Cliente ${from ?? ''}`.trim() },
            ...(from ? { wa_id: from } : {}),
            ...(from_user_id ? { user_id: from_user_id } : {}),
          },
        ]
      : [],
  )
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '102290129340398',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '551130000000', phone_number_id: number },
              ...(contacts.length > 0 && { contacts }),
              ...value,
            },
          },
        ],
      },
    ],
  }
}

export const sign = (raw: string | Buffer, secret: string = whatsappEnv.META_APP_SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`

/** Posted as Meta posts it; answers with the status. */
export async function post(
  app: Pick<App, 'url'>,
  body: unknown,
  { signature, path = '/api/webhooks/whatsapp' }: { signature?: string; path?: string } = {},
): Promise<number> {
  const raw = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature ?? sign(raw) },
    body: raw,
  })
  await response.arrayBuffer()
  return response.status
}
