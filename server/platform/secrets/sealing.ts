import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

export const newKey = (): Buffer => randomBytes(32)

/** AES-256-GCM. What it is for is part of it: a value that is moved to another place does not open there. */
export function encrypt(key: Buffer, purpose: string, plaintext: Buffer): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(purpose),
  )
  const content = [cipher.update(plaintext), cipher.final()]
  return Buffer.concat([nonce, ...content, cipher.getAuthTag()]).toString('base64url')
}

/** Nothing when the key or the purpose is another one, or a bit was changed. */
export function decrypt(key: Buffer, purpose: string, encrypted: string): Buffer | undefined {
  const bytes = Buffer.from(encrypted, 'base64url')
  // The last character has spare bits: only one spelling of them is what was sealed.
  if (bytes.length < nonceBytes + tagBytes || bytes.toString('base64url') !== encrypted) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
  } catch {
    // GCM has one answer to everything that is not exactly right.
    return undefined
  }
}

/** The key that wraps the others. Stretched rather than used as it is, because an owner may type anything. */
export const rootKey = (secretKey: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, 'prosa', 'wrapping of data keys', 32))

export const keyedHash = (key: Buffer, purpose: string, value: string): Buffer =>
  createHmac('sha256', key).update(purpose).update('\0').update(value).digest()
