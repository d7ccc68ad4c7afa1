import { Secret, TOTP } from 'otpauth'
import { readableSecret } from '../tokens.ts'

const issuer = 'Prosa'
const recoveryCodeCount = 10

export const newSecret = (): string => new Secret({ size: 20 }).base32

export const addressOf = (secret: string, email: string): string =>
  new TOTP({ issuer, label: email, secret }).toString()

/**
 * The 30-second step that the code belongs to: now, the one before or the one after. Null when it belongs to none,
 * or to one that was used already (somebody who looked over a shoulder must not be let in).
 */
export function matchingStep(secret: string, code: string, now: Date, lastStep: number): number | null {
  const timestamp = now.getTime()
  const token = code.replaceAll(/\s/g, '')
  // The library compares bytes, and throws at figures of other scripts.
  if (!/^[0-9]{6}$/.test(token)) return null
  const delta = new TOTP({ secret }).validate({ token, timestamp, window: 1 })
  if (delta === null) return null
  const step = TOTP.counter({ timestamp }) + delta
  return step > lastStep ? step : null
}

/** Fifty bits each, which is plenty because wrong ones lock the account. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodeCount }, () => readableSecret(2, 5))

export function asShown(recoveryCode: string): string {
  const letters = recoveryCode.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}
