import { request } from 'undici'
import type { Media } from '../../world/media.ts'
import type { World } from '../../world/world.ts'
import { baseType, kinds, type MediaKind } from '../media-kinds.ts'

/** Meta gets the file from the address itself; null when there is none to get. */
export async function fetchLink(
  world: World,
  { kind, link, number }: { kind: MediaKind; link: string; number: string },
): Promise<Media | null> {
  try {
    const answer = await request(link, { headersTimeout: 10_000, bodyTimeout: 10_000 })
    if (answer.statusCode !== 200) {
      await answer.body.dump()
      return null
    }
    const parts: Buffer[] = []
    let size = 0
    for await (const part of answer.body) {
      parts.push(part)
      size += part.length
      if (size > kinds[kind].most) return null
    }
    const mimeType = baseType(String(answer.headers['content-type'] ?? ''))
    const now = world.clock.now()
    return world.media.add(Buffer.concat(parts), { number, mimeType, createdAt: now, expiresAt: now + month })
  } catch {
    return null
  }
}

const month = 30 * 24 * 3_600_000
