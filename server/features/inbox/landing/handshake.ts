import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'

type Handshake = Partial<Record<'hub.mode' | 'hub.challenge' | 'hub.verify_token', string | undefined>>

/** Meta asks whether this address wants its events: only who knows our word is answered. */
export function confirmWebhook({ config }: Ctx, query: Handshake): string {
  const { webhookVerifyToken: expected } = config.meta
  const given = query['hub.verify_token']
  if (
    query['hub.mode'] !== 'subscribe' ||
    expected === null ||
    given === undefined ||
    !isSame(given, expected)
  )
    throw forbidden('The verify token is not the one that is configured here.')
  return query['hub.challenge'] ?? ''
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
