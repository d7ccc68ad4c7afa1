import { graphOf, numberById } from '#features/accounts/index.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import type { JobRun } from '#platform/jobs/job.ts'
import { ChannelError } from '../../../channels/whatsapp-cloud/graph/index.ts'
import { describe, discard, type Kept } from './content.ts'
import { MediaKind } from './media.ts'
import type { MediaRow, Settlement } from './store.ts'
import * as store from './store.ts'
import { typeOf } from './types.ts'

/** Why a file will never be here. */
export type Trouble = 'expired' | 'too_large' | 'wrong_content' | 'refused' | 'not_reachable'

const largestFile = 100 * 1024 * 1024
const keptThereMs = 7 * 24 * 3_600_000
// A download that was cut or changed on the way is tried again before we believe it.
const attemptsAtContent = 5

/** Throws where trying again may help. */
export async function fetchWaiting(ctx: Ctx, mediaId: string, run: Pick<JobRun, 'attempt' | 'lastAttempt'>) {
  const media = await store.findWaiting(ctx, mediaId)
  if (!media) return
  try {
    const file = await download(ctx, media)
    const description = await describe(ctx, file, MediaKind.parse(media.kind))
    await settle(ctx, media, { state: 'stored', ...file, ...description, stored_at: ctx.now() })
  } catch (error) {
    const trouble = isTooOld(ctx, media) ? 'expired' : troubleOf(error, run)
    if (!trouble) throw error
    ctx.log.warn({ err: error, mediaId, trouble }, 'a file of a customer could not be fetched')
    await settle(ctx, media, { state: 'failed', trouble })
  }
}

async function download(ctx: Ctx, media: MediaRow): Promise<Kept> {
  if (media.number_id === null || media.provider_id === null) throw new Refused()
  const { accountId, externalId: number } = await numberById(ctx, media.number_id)
  const graph = await graphOf(ctx, accountId)
  const providerId = media.provider_id
  const found = await graph.findMedia(number, providerId)
  if ((found.size ?? 0) > largestFile) throw new DomainError(413, 'too_large', 'The file is too large.')
  const content = await graph.downloadMedia(found.url, { number, providerId })
  const { hash, size, type } = await ctx.files.put(content, { maxBytes: largestFile })
  if (!isAsSaid(hash, media.provider_hash ?? found.hash)) {
    await discard(ctx, hash)
    throw new WrongContent()
  }
  return { hash, size, type: typeOf(type, media.name) }
}

/** Says so once, to everybody who sees a message with it. */
async function settle(ctx: Ctx, { id }: MediaRow, settlement: Settlement): Promise<void> {
  await transaction(ctx, async (ctx) => {
    if (!(await store.settle(ctx, id, settlement))) return
    const messages = await store.messagesWith(ctx, id)
    const { state, trouble = null } = settlement
    publish(
      ctx,
      'media.settled',
      { type: 'media', id },
      {
        state,
        trouble,
        conversationId: messages[0]?.conversation_id ?? null,
        messageIds: messages.map(({ id }) => id),
      },
    )
  })
}

class WrongContent extends Error {}
class Refused extends Error {}

function troubleOf(
  error: unknown,
  { attempt, lastAttempt }: Pick<JobRun, 'attempt' | 'lastAttempt'>,
): Trouble | null {
  if (error instanceof WrongContent) return attempt >= attemptsAtContent ? 'wrong_content' : null
  if (error instanceof Refused) return 'refused'
  if (error instanceof DomainError && error.code === 'too_large') return 'too_large'
  if (error instanceof ChannelError) return channelTrouble(error, lastAttempt)
  return lastAttempt ? 'not_reachable' : null
}

function channelTrouble({ error }: ChannelError, lastAttempt: boolean): Trouble | null {
  if (error.code === 'too_large' || error.trouble === 'too_large') return 'too_large'
  // A token that does not work today may be replaced tomorrow: only what is said of the file itself is final.
  if (error.class === 'C' && error.scope === 'message') return isGone(error.code) ? 'expired' : 'refused'
  return lastAttempt ? 'not_reachable' : null
}

// What Meta says of an id that it does not know, or not any more.
const isGone = (code: string): boolean => ['100', '404', '131052'].includes(code)

const isTooOld = (ctx: Ctx, { created_at }: MediaRow): boolean =>
  ctx.now().getTime() - created_at.getTime() > keptThereMs

/** The provider has it in base64, we by its digits; where it says nothing, nothing can be compared. */
const isAsSaid = (hash: string, said: string | null): boolean =>
  said === null || Buffer.from(said, 'base64').toString('hex') === hash
