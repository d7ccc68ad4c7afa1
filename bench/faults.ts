import { raiseStorm } from '#test/storm.ts'
import type { Bench, Figure } from './figure.ts'

/** 50 times something breaks at a random moment; afterwards nobody may have lost anything. */
export const faults: Bench = { name: 'faults', measure }

const times = Number(process.env.FAULTS ?? 50)
const seed = Number(process.env.STORM_SEED ?? Math.floor(Math.random() * 1e9))

async function measure(say: (line: string) => void): Promise<Figure[]> {
  say(`seed ${seed}`)
  const { written, answered, outcomes, disagreements } = await raiseStorm({
    seed,
    faults: times,
    // Each may be sent 45 messages at once, and hardly any more.
    customers: 50,
    say,
  })
  for (const one of disagreements.slice(0, 50)) say(one)
  const told = Object.entries(outcomes).map(([status, count]) => `${count} ${status}`)
  return [
    {
      name: `faults: after ${times}, on what ledger and database disagree`,
      value: disagreements.length,
      unit: 'things',
      limit: { atMost: 0 },
      comparedTo: `${written} messages in; ${answered} answers out: ${told.join(', ')}; seed ${seed}`,
    },
  ]
}
