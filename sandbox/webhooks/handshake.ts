import { randomInt } from 'node:crypto'
import type { Poster } from './post.ts'

/** Null when the address proves that it knows the token; otherwise what is wrong with it, in Meta's words. */
export async function shakeHands(
  { ask }: Pick<Poster, 'ask'>,
  callback: string,
  verifyToken: string,
): Promise<string | null> {
  if (!URL.canParse(callback) || !/^https?:/.test(callback)) return 'the address is not a URL'
  const url = new URL(callback)
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000))
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  const { status, text } = await ask(url.href)
  if (status === 0) return 'the address did not answer'
  if (status !== 200) return `HTTP Status Code = ${status}`
  return text === challenge ? null : 'the answer is not the challenge'
}
