import { hash, randomBytes, randomInt } from 'node:crypto'

/** For sessions, challenges and one-time links: nobody guesses it, so a plain fast hash of it is enough to keep. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashOfToken = (token: string): Buffer => hash('sha256', token, 'buffer')

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
// Nothing that can be taken for something else when read aloud or copied by hand.
const readable = '23456789abcdefghjkmnpqrstuvwxyz'

export const keyMark = 'prosa_'
export const newApiKey = (): string => keyMark + randomFrom(base62, 40)
export const readableSecret = (groups: number, length: number): string =>
  Array.from({ length: groups }, () => randomFrom(readable, length)).join('-')

const randomFrom = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
