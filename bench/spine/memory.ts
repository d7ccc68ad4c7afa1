import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Figure } from '../figure.ts'
import type { Place } from './place.ts'
import { toProgram } from './traffic.ts'

const early = 20_000

/** What the program has grown by between the first and the last of many messages. Linux only. */
export async function measureMemory(place: Place, say: (line: string) => void): Promise<Figure[]> {
  const late = Number(process.env.SPINE_MEMORY ?? 200_000)
  if (late <= early || process.platform !== 'linux') return []
  await place.restart()
  await toProgram(place, { count: early })
  const before = await resident(place)
  await toProgram(place, { count: late - early })
  const after = await resident(place)
  say(`${before.toFixed(0)} MiB after ${early} messages, ${after.toFixed(0)} MiB after ${late}`)
  return [
    {
      name: `memory: grown from ${early / 1000},000 to ${late / 1000},000 messages by`,
      value: after - before,
      unit: 'MiB',
      limit: { atMost: 20 },
      comparedTo: `${before.toFixed(0)} MiB before, ${after.toFixed(0)} MiB after`,
    },
  ]
}

/** When what was under way is done. */
async function resident(place: Place): Promise<number> {
  await sleep(3_000)
  const status = readFileSync(`/proc/${place.pid()}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
}
