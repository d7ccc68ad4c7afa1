import type { Ctx } from '#platform/context.ts'
import { OutboundError, type StreamedAnswer } from '#platform/outbound/index.ts'
import { signedHeaders } from '../secret.ts'

export type Parcel = { id: string; url: string; sealedSecret: string; body: string }
/** `error`: why it does not count as received; null when it does. */
export type Sent = { status: number | null; error: string | null }

const timeoutMs = 15_000
const maxBytes = 64 * 1024

/** Once. Never throws for what the other side does. A redirect is not followed: it is no good answer. */
export async function send(ctx: Ctx, parcel: Parcel, signal?: AbortSignal): Promise<Sent> {
  const { url, body } = parcel
  const headers = signedHeaders(ctx, parcel)
  try {
    const answer = await ctx.outbound.stream(url, {
      method: 'POST',
      headers,
      body,
      timeoutMs,
      maxBytes,
      ...(signal && { signal }),
    })
    await drain(answer)
    const isGood = answer.status >= 200 && answer.status < 300
    return { status: answer.status, error: isGood ? null : 'bad_status' }
  } catch (error) {
    if (error instanceof OutboundError) return { status: null, error: error.kind }
    throw error
  }
}

/** Only the status counts. Read to the end, if that is near, so that the connection can be used again. */
async function drain({ body }: StreamedAnswer): Promise<void> {
  try {
    for await (const _part of body);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
  }
}
