import { z } from 'zod'
import { Problem } from '../customers/problem.ts'
import type { World } from '../world/world.ts'

export const RawInput = z.strictObject({
  body: z.union([z.string(), z.record(z.string(), z.unknown())]),
  sign: z.union([z.boolean(), z.literal('wrong')]).default(true),
})

/** Exactly this text, once: what Meta would never post can be posted too. */
export async function postRaw(world: World, { body, sign }: z.output<typeof RawInput>): Promise<number> {
  const { callback, override } = world.account
  const url = override ?? callback
  if (url === null) throw new Problem(409, 'There is no callback')
  const status = await world.poster.post(url, typeof body === 'string' ? body : JSON.stringify(body), sign)
  world.ledger.webhook({
    at: world.clock.now(),
    items: ['raw'],
    attempt: 1,
    status,
    acknowledged: status === 200,
  })
  return status
}
