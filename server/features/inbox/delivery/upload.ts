import type { Ctx } from '#platform/context.ts'
import type { OutgoingMedia, ProviderError } from '../../../channels/channel.ts'
import { ChannelError } from '../../../channels/whatsapp-cloud/graph/failure.ts'
import type { Known } from './claim.ts'
import * as store from './upload-store.ts'

type Uploaded = Pick<OutgoingMedia, 'kind' | 'providerId' | 'name'>

/** The provider's id of a file of ours: brought there once, and again when it has forgotten it or it is another number. */
export async function providerMedia(
  ctx: Ctx,
  mediaId: string,
  { number, graph }: Known,
): Promise<Uploaded | { error: ProviderError }> {
  const media = await store.findMedia(ctx, mediaId)
  if (!media?.hash || media.type === null) return { error: mediaFailed('This file is not there any more.') }
  const { kind, name, hash, type } = media
  const known = media.number_id === number.id && media.provider_until && media.provider_until > ctx.now()
  if (known && media.provider_id !== null) return { kind, name, providerId: media.provider_id }
  try {
    const { stream, size } = await ctx.files.open(hash)
    const file = { stream, type, name: name ?? kind, size }
    const { providerId, until } = await graph.uploadMedia(number.externalId, file)
    await store.keepProviderId(ctx, mediaId, { numberId: number.id, providerId, until })
    return { kind, name, providerId }
  } catch (error) {
    if (error instanceof ChannelError) return { error: error.error }
    ctx.log.error({ err: error, mediaId }, 'a file could not be brought to the provider')
    return { error: mediaFailed('This file could not be read.') }
  }
}

const mediaFailed = (detail: string): ProviderError => ({
  code: 'media_failed',
  title: 'The file could not be sent',
  detail,
  class: 'C',
  scope: 'message',
  trouble: 'media_failed',
  todo: 'send_again',
  retryAfterMs: null,
})
