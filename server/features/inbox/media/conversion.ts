import type { Ctx } from '#platform/context.ts'
import { mediaRules } from '../../../channels/whatsapp-cloud/compose/limits.ts'
import { bytesOf, discard, isPicture, type Kept, keep } from './content.ts'
import type { Kind } from './media.ts'
import { asJpeg, asPlainPng, lookAt } from './picture.ts'
import { animated, unreadable } from './refusals.ts'

/** Makes of a picture that phones take what channels take. Everything else stays as it came. */
export async function converted(ctx: Ctx, file: Kept, kind: Kind): Promise<Kept> {
  if (kind !== 'image' || !isPicture(file)) return file
  const bytes = await bytesOf(ctx, file.hash)
  const look = await lookAt(bytes)
  if (!look) throw unreadable(file.type)
  if (look.animated) throw animated()
  const isSmall = file.size <= mediaRules.image.maxBytes
  if (isSmall && (file.type === 'image/jpeg' || (file.type === 'image/png' && look.plain))) return file
  const isOddPng = file.type === 'image/png' && isSmall
  const picture = await (isOddPng ? asPlainPng : asJpeg)(bytes)
  if (!picture) throw unreadable(file.type)
  const { hash, size, type } = await keep(ctx, picture)
  await discard(ctx, file.hash)
  return { hash, size, type }
}
