import { createHmac } from 'node:crypto'
import { Agent, request } from 'undici'

export type Post = (url: string, body: string, sign?: boolean | 'wrong') => Promise<number>
export type Poster = { post: Post; ask: (url: string) => Promise<Answer>; close: () => Promise<void> }
export type Answer = { status: number; text: string }

const patience = 20_000
const mostAnswer = 4_096

/** The line to the app: connections are kept, one request at a time on each. */
export function createPoster(appSecret: () => string): Poster {
  const agent = new Agent({
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    headersTimeout: patience,
    bodyTimeout: patience,
    connect: { timeout: 5_000 },
  })

  /** Answers with the status; 0 when there was no answer. */
  const post: Post = async (url, body, sign = true) => {
    const secret = sign === 'wrong' ? `not ${appSecret()}` : appSecret()
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
    }
    if (sign) headers['x-hub-signature-256'] = signatureOf(body, secret)
    try {
      const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent })
      await answer.body.dump({ limit: mostAnswer })
      return answer.statusCode
    } catch {
      return 0
    }
  }

  async function ask(url: string): Promise<Answer> {
    try {
      const answer = await request(url, { dispatcher: agent, headersTimeout: 10_000, bodyTimeout: 10_000 })
      const text = await answer.body.text()
      return { status: answer.statusCode, text: text.slice(0, mostAnswer) }
    } catch {
      return { status: 0, text: '' }
    }
  }

  return { post, ask, close: () => agent.destroy() }
}

export const signatureOf = (body: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
