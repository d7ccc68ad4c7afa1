import { median } from '../figure.ts'
import type { Order, Outcome } from './load.ts'
import { type Place, webhookPath } from './place.ts'
import { run } from './processes.ts'

export const connections = 64
export const customers = 20_000
export const seconds = Number(process.env.SPINE_SECONDS ?? 3)
export const rounds = Number(process.env.SPINE_ROUNDS ?? 5)

type Wish = Partial<Order>

/** Webhooks by a process of its own; whatever is not answered with 200 ends the bench. */
export async function load(
  { secret, number }: Place,
  target: Pick<Order, 'port' | 'path'>,
  wish: Wish,
): Promise<Outcome> {
  const order: Order = { ...target, secret, number, connections, customers, ...wish }
  // What load.ts prints.
  const outcome = JSON.parse(await run('bench/spine/load.ts', [JSON.stringify(order)])) as Outcome
  if (outcome.refused > 0) throw new Error(`${outcome.refused} requests were not answered with 200`)
  return outcome
}

export const toProgram = (place: Place, wish: Wish) =>
  load(place, { port: place.port, path: webhookPath }, wish)
export const toFloor = (place: Place, wish: Wish) => load(place, { port: place.floorPort, path: '/' }, wish)

/** Several kinds of traffic in turns, so that whatever else the machine does meets all of them: medians. */
export async function inTurns<K extends string>(
  kinds: Record<K, () => Promise<number>>,
  say: (line: string) => void,
): Promise<Record<K, number>> {
  // The keys of the record that was given.
  const names = Object.keys(kinds) as K[]
  const measured = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) measured.get(name)?.push(await kinds[name]())
    const last = names.map((name) => `${name} ${measured.get(name)?.at(-1)?.toFixed(0)}/s`)
    say(`round ${round} of ${rounds}: ${last.join(', ')}`)
  }
  // As above.
  return Object.fromEntries(names.map((name) => [name, median(measured.get(name) ?? [])])) as Record<
    K,
    number
  >
}

/** Everybody has written once, and nobody is new any more; all that followed is done. */
export async function warmUp(place: Place, wish: Wish = {}): Promise<void> {
  await toFloor(place, { count: 2_000 })
  await toProgram(place, { count: wish.customers ?? customers, ...wish })
  await untilCalm(place)
}

/** No job waits and no checkpoint is due. */
export async function untilCalm({ pool }: Place): Promise<void> {
  const waiting = `select count(*)::int as n from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`
  for (;;) {
    const { rows } = await pool.query<{ n: number }>(waiting)
    if (rows[0]?.n === 0) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await pool.query('checkpoint')
}
