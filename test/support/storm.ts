import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../../sandbox/index.ts'
import { findDisagreements } from './storm/agree.ts'
import { strike } from './storm/faults.ts'
import { type Answers, people } from './storm/people.ts'
import { startProgram } from './storm/program.ts'
import { settle } from './storm/settle.ts'
import { writers } from './storm/writers.ts'

export type StormOptions = {
  /** What happens when, and which: the same seed gives the same storm, as far as the machine does. */
  seed: number
  /** Times at which something is broken. */
  faults: number
  customers: number
  say?: (line: string) => void
}

export type Sky = Awaited<ReturnType<typeof openSky>>

/** What happened in it, and everything on which the two sides do not agree: nothing, if all is well. */
export type Calm = {
  faults: string[]
  written: number
  answered: number
  outcomes: Record<string, number>
  disagreements: string[]
}

/**
 * Customers write and people answer, while the program and its database are killed and the provider misbehaves. When
 * it is over and all is settled, the ledger of the sandbox is compared with the database.
 */
export async function raiseStorm({ seed, faults, customers, say = () => {} }: StormOptions): Promise<Calm> {
  const sky = await openSky(seed)
  try {
    const writing = writers(sky, customers)
    const answering = people(sky)
    const struck = await strike(sky, faults, say)
    const written = await writing.stop()
    const answers: Answers = await answering.stop()
    say(`the storm is over: ${written.length} messages, ${answers.length} answers`)
    await settle(sky, say)
    const { outcomes, disagreements } = await findDisagreements(sky, { written, answers, customers })
    return { faults: struck, written: written.length, answered: answers.length, outcomes, disagreements }
  } finally {
    await sky.close()
  }
}

// Meta's own limits stand in other tests: here as much as possible is to be under way at once.
const calm = { throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1000 } }

async function openSky(seed: number) {
  const folder = await mkdtemp(join(tmpdir(), 'prosa-storm-'))
  const sandbox = await startSandbox()
  sandbox.faults.set(calm)
  const program = await startProgram(folder, sandbox.outside)
  await sandbox.setCallback(`${program.url}/api/webhooks/whatsapp`)
  return {
    sandbox,
    program,
    calm,
    number: String(sandbox.outside.numbers[0]?.id),
    random: randomFrom(seed),
    close: async () => {
      await program.stop()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Mulberry32: small, and good enough to choose among things. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
