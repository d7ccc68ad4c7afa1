import { appSecrets, noteWebhooks, numberDelivers, numbersByExternal } from '#features/accounts/index.ts'
import type { Ctx } from '#platform/context.ts'
import { isOverloaded, isUnreachable } from '#platform/database/failures.ts'
import { DomainError, unauthenticated } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Unparsed } from '../../../channels/channel.ts'
import { parse, readJson } from '../../../channels/whatsapp-cloud/parse/index.ts'
import { verifySignature } from '../../../channels/whatsapp-cloud/signature.ts'
import { landSoon, TooManyWaiting } from './gathering.ts'
import type { Request } from './request.ts'

/**
 * Verified over its bytes, parsed whole, landed in the database, and only then acknowledged: what was answered 200 is
 * in its conversation, whatever happens to this process in the next instant.
 */
export async function receiveWebhook(
  ctx: Ctx,
  body: Buffer,
  signature: string | string[] | undefined,
): Promise<void> {
  const header = typeof signature === 'string' ? signature : undefined
  if (!verifySignature(body, header, await appSecrets(ctx))) {
    count(ctx, 'unsigned')
    throw unauthenticated('The signature is missing or wrong.')
  }
  const request = understood(body, ctx.now())
  await landOrAskAgain(ctx, request)
  count(ctx, 'landed')
  await noteNumbers(ctx, request)
}

// Meta sends a thousand updates at most: what has more that nobody can read is one thing gone wrong, not many.
const mostUnparsed = 2_000

/** Signed, so it is Meta's, whatever it is: what is not even JSON is kept as it came. */
function understood(body: Buffer, receivedAt: Date): Request {
  const request = { id: newId(), channel: 'whatsapp_cloud' as const, body, receivedAt }
  try {
    const { items, unparsed } = parse(readJson(body), { receivedAt })
    if (unparsed.length <= mostUnparsed) return { ...request, items, unparsed }
    return { ...request, items, unparsed: [whole(body, `${unparsed.length} parts are not understood`)] }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ...request, items: [], unparsed: [whole(body, 'not JSON')] }
  }
}

/** By its beginning; the rest is in the raw event. */
const whole = (body: Buffer, detail: string): Unparsed => ({
  kind: 'request',
  reason: 'not_understood',
  detail,
  item: body.subarray(0, 10_000).toString('utf8'),
})

async function noteNumbers(ctx: Ctx, { items, receivedAt }: Request): Promise<void> {
  const told = [...new Set(items.flatMap(({ number }) => (number === null ? [] : [number])))]
  const known = await numbersByExternal(ctx, 'whatsapp_cloud', told)
  const ids = [...known.values()].map(({ id }) => id)
  await noteWebhooks(ctx, ids, receivedAt)
  const arrived = items.filter((item) => item.kind === 'status' && item.status === 'delivered')
  for (const externalId of new Set(arrived.map(({ number }) => number))) {
    const number = known.get(externalId ?? '')
    if (number) await numberDelivers(ctx, number.id)
  }
}

/** The provider sends it again until it is answered 200. */
async function landOrAskAgain(ctx: Ctx, request: Request): Promise<void> {
  try {
    await landSoon(ctx, request)
  } catch (error) {
    count(ctx, 'not_landed')
    if (error instanceof TooManyWaiting || isOverloaded(error) || isUnreachable(error))
      throw new DomainError(503, 'not_stored', 'This could not be stored now. Send it again.', {
        retryAfterSeconds: 5,
        cause: error,
      })
    throw error
  }
}

const count = (ctx: Ctx, outcome: 'landed' | 'unsigned' | 'not_landed') =>
  ctx.metrics.counter('prosa_provider_webhooks_total', 'Requests of providers', ['outcome']).inc({ outcome })
