import { createHmac, timingSafeEqual } from 'node:crypto'

const wellFormed = /^sha256=[0-9a-f]{64}$/

/**
 * Whether Meta signed these very bytes. Any of the secrets may have been used: accounts have apps of their own, and an
 * app has two secrets while one replaces the other.
 */
export function verifySignature(
  raw: Buffer,
  header: string | undefined,
  secrets: readonly string[],
): boolean {
  if (header === undefined || !wellFormed.test(header)) return false
  const given = Buffer.from(header.slice('sha256='.length), 'hex')
  // All are tried, so that the time tells nothing of which one it was.
  return secrets.map((secret) => isSignedWith(secret, raw, given)).includes(true)
}

/** Anybody can sign with an empty secret, so it is none. */
const isSignedWith = (secret: string, raw: Buffer, given: Buffer): boolean =>
  secret !== '' && timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), given)
