import { z } from 'zod'
import { Problem } from '../customers/problem.ts'
import { shakeHands } from '../webhooks/handshake.ts'
import type { World } from '../world/world.ts'

export const CallbackInput = z.strictObject({ url: z.string().max(2000).nullable() })

/** As in the App Dashboard: an address that does not know the token is not taken. */
export async function setCallback(world: World, url: string | null): Promise<void> {
  const problem = url === null ? null : await shakeHands(world.poster, url, world.account.verifyToken)
  if (problem !== null)
    throw new Problem(400, `The callback URL or verify token couldn't be validated: ${problem}`)
  world.account.callback = url
  world.touch()
}
