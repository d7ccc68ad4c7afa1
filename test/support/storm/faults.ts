import { setTimeout as sleep } from 'node:timers/promises'
import type { Faults } from '../../../sandbox/api.ts'
import type { Sky } from '../storm.ts'

/** Breaks something at random moments, everything in turn before anything comes again. Answers with what it was. */
export async function strike(sky: Sky, times: number, say: (line: string) => void): Promise<string[]> {
  const struck: string[] = []
  let order: Fault[] = []
  for (let turn = 0; turn < times; turn++) {
    await sleep(between(sky, 300, 1_000))
    if (order.length === 0) order = shuffled(sky, Object.keys(faults) as Fault[]) // its own keys
    const name = order.pop() ?? 'kill the program'
    const from = performance.now()
    await faults[name](sky)
    struck.push(name)
    say(`${turn + 1} of ${times}: ${name}, over after ${((performance.now() - from) / 1000).toFixed(1)} s`)
    if (!sky.program.isRunning()) throw new Error(`The program ended by itself after this: ${name}`)
  }
  return struck
}

type Fault = keyof typeof faults

const faults = {
  'kill the program': ({ program }: Sky) => program.kill(),
  'kill the database': ({ program }: Sky) => program.killDatabase(),
  'lose answers': misbehave((sky) => ({ loseResponse: { times: count(sky, 1, 5) } })),
  'refuse for now': misbehave((sky) => ({
    sendErrors: [130429, 131056, 131016].map((code) => ({ code, times: count(sky, 1, 3) })),
  })),
  'refuse for good': misbehave((sky) => ({ sendErrors: [{ code: 131026, times: count(sky, 1, 3) }] })),
  'answer 500': misbehave((sky) => ({ httpStatus: { status: 500, times: count(sky, 1, 4) } })),
  'answer 503': misbehave((sky) => ({ httpStatus: { status: 503, times: count(sky, 1, 4) } })),
  'repeat and reorder': misbehave(() => ({
    duplicateWebhooks: { every: 2 },
    reorderWebhooks: true,
    statuses: { order: 'random' },
  })),
  'send batches': misbehave(() => ({
    batchWebhooks: { most: 50, withinMs: 100 },
    duplicateWebhooks: { every: 3 },
  })),
  'kill the program, answers being lost': async (sky: Sky) => {
    sky.sandbox.faults.set({ ...sky.calm, loseResponse: true, latencyMs: 50 })
    await sleep(between(sky, 50, 300))
    await sky.program.kill()
    sky.sandbox.faults.set(sky.calm)
  },
}

/** For a while; then it behaves again. */
function misbehave(faultsOf: (sky: Sky) => Faults) {
  return async (sky: Sky): Promise<void> => {
    sky.sandbox.faults.set({ ...sky.calm, ...faultsOf(sky) })
    await sleep(between(sky, 400, 1_000))
    sky.sandbox.faults.set(sky.calm)
  }
}

const between = ({ random }: Sky, least: number, most: number): number => least + random() * (most - least)
const count = (sky: Sky, least: number, most: number): number => Math.round(between(sky, least, most))

function shuffled<T>({ random }: Sky, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value)
}
