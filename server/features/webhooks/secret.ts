import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'

const purpose = 'webhook_endpoints.secret_encrypted'
const overlapMs = 24 * 3_600_000

const Kept = z.object({
  current: z.string(),
  previous: z.object({ secret: z.string(), until: z.coerce.date() }).optional(),
})
type Kept = z.infer<typeof Kept>

export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export const sealSecret = ({ secrets }: Ctx, kept: Kept): string =>
  secrets.seal(purpose, JSON.stringify(kept))

export const openSecret = ({ secrets }: Ctx, sealed: string): Kept =>
  Kept.parse(JSON.parse(secrets.open(purpose, sealed)))

/** The one before goes on being good for a day, so that receivers can change theirs without missing anything. */
export const rotated = (ctx: Ctx, sealed: string, fresh: string): string =>
  sealSecret(ctx, {
    current: fresh,
    previous: {
      secret: openSecret(ctx, sealed).current,
      until: new Date(ctx.now().getTime() + overlapMs),
    },
  })

export function previousUntil(ctx: Ctx, sealed: string): Date | null {
  const { previous } = openSecret(ctx, sealed)
  return previous && previous.until > ctx.now() ? previous.until : null
}

/** The headers of Standard Webhooks. While a secret is being changed there are two signatures. */
export function signedHeaders(
  ctx: Ctx,
  { id, body, sealedSecret }: { id: string; body: string; sealedSecret: string },
): Record<string, string> {
  const at = ctx.now()
  const { current, previous } = openSecret(ctx, sealedSecret)
  const good = previous && previous.until > at ? [current, previous.secret] : [current]
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': good.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}
