import { z } from 'zod'
import { ask, type Line } from '../ask.ts'

/** A file of Meta, and the number that it belongs to. */
export type MediaName = { number: string; providerId: string }
export type FoundMedia = { url: string; type: string | null; hash: string | null; size: number | null }

const Found = z.object({
  url: z.string().min(1),
  mime_type: z.string().nullish(),
  sha256: z.string().nullish(),
  file_size: z.coerce.number().nullish().catch(null),
})

/** Customers' files are forgotten after seven days, ours after thirty. */
const absent = 131052

/** The address is good for five minutes, with the token. */
export async function findMedia(line: Line, number: string, providerId: string): Promise<FoundMedia> {
  const query = { phone_number_id: number }
  const { url, mime_type, sha256, file_size } = await ask(line, { path: [providerId], query, absent }, Found)
  return { url, type: mime_type ?? null, hash: sha256 ? inBase64(sha256) : null, size: file_size ?? null }
}

export async function deleteMedia(line: Line, number: string, providerId: string): Promise<void> {
  const query = { phone_number_id: number }
  await ask(line, { method: 'DELETE', path: [providerId], query }, z.object({ success: z.literal(true) }))
}

// Webhooks have it in base64, this call also as hexadecimal digits.
const inBase64 = (hash: string): string =>
  /^[\da-f]{64}$/i.test(hash) ? Buffer.from(hash, 'hex').toString('base64') : hash
