import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { cloneHere } from '#test/clone.ts'
import { freePort, npmStart } from '#test/program.ts'
import type { Bench, Figure } from './figure.ts'
import { measureMemory } from './house/memory.ts'
import { measureRequests } from './house/requests.ts'
import { measureFreshStart, measureNextStarts } from './house/starts.ts'

/** What the program costs before it does any work: starting, being there, answering. */
export const house: Bench = { name: 'house', measure }

async function measure(say: (line: string) => void): Promise<Figure[]> {
  const figures = [await measureFreshStart(say)]
  const clone = await cloneHere()
  const env = {
    PORT: String(await freePort()),
    PROSA_DATA: join(clone.folder, 'data'),
    API_KEY: randomBytes(24).toString('hex'),
    LOG_LEVEL: 'warn',
    // As behind a proxy: the load stands for many visitors, and each has a limit of its own.
    TRUST_PROXY: 'loopback',
  }
  try {
    figures.push(await measureNextStarts(clone.folder, env, say))
    const program = npmStart(clone.folder, env)
    const url = await program.ready
    try {
      figures.push(...(await measureMemory(clone.folder, say)))
      figures.push(...(await measureRequests(url, env.API_KEY, say)))
    } finally {
      await program.stop()
    }
  } finally {
    await clone.remove()
  }
  return figures
}
