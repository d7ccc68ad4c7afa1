import type { Readable } from 'node:stream'
import type { MessageMedia } from '#contract/messages.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { checkMedia } from '../../../channels/whatsapp-cloud/compose/limits.ts'
import { bytesOf, type Description, describe, discard, isPicture, type Kept, opusIn } from './content.ts'
import { converted } from './conversion.ts'
import { type Kind, presentMedia } from './media.ts'
import { lookAt } from './picture.ts'
import { notMono, notOpus, refusedAs, unreadable } from './refusals.ts'
import * as store from './store.ts'
import { kindOf, typeOf } from './types.ts'

export const largestFile = 100 * 1024 * 1024

export type Upload = {
  file: Readable
  name: string | null
  kind: Kind | undefined
  voice: boolean
}

/** Keeps what somebody is about to send, in a form that channels take; refuses with the reason what they would not. */
export async function uploadMedia(ctx: Ctx, { file, name, voice, ...wanted }: Upload): Promise<MessageMedia> {
  authorize(ctx, 'conversations:reply')
  const arrived = await ctx.files.put(file, { maxBytes: largestFile })
  const came: Kept = { hash: arrived.hash, size: arrived.size, type: typeOf(arrived.type, name) }
  const kind = wanted.kind ?? kindOf(came.type)
  let kept = came
  try {
    kept = await converted(ctx, came, kind)
    await assertTaken(ctx, kept, kind, voice)
    const description = await describe(ctx, kept, kind)
    if (kind === 'image' && description.thumbnail_hash === null) throw unreadable(kept.type)
    return await keepRow(ctx, { name, kind, voice, ...kept, ...description })
  } catch (error) {
    for (const { hash } of [came, kept]) await discard(ctx, hash)
    throw error
  }
}

async function assertTaken(ctx: Ctx, file: Kept, kind: Kind, voice: boolean): Promise<void> {
  const isMoving = kind === 'sticker' && isPicture(file) && (await lookAt(await bytesOf(ctx, file.hash)))
  const animated = isMoving ? isMoving.animated : true
  const complaint = checkMedia({ kind, type: file.type, size: file.size, animated, voice })
  if (complaint) throw refusedAs(complaint, kind, file.type)
  if (kind !== 'audio' || file.type !== 'audio/ogg') return
  const opus = await opusIn(ctx, file)
  if (!opus) throw notOpus()
  if (opus.channels !== 1) throw notMono()
}

type Row = Kept & Description & { name: string | null; kind: Kind; voice: boolean }

const keepRow = (ctx: Ctx, row: Row): Promise<MessageMedia> =>
  transaction(ctx, async (ctx) =>
    presentMedia(
      await store.insert(ctx, {
        ...row,
        id: newId(),
        direction: 'out',
        state: 'stored',
        uploaded_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        created_at: ctx.now(),
        stored_at: ctx.now(),
      }),
    ),
  )
