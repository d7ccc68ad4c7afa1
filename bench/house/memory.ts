import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { processesIn, serversIn } from '#test/program.ts'
import type { Figure } from '../figure.ts'

const rest = 10_000
const mebibyte = 1024

/** Ten seconds after the start, with nobody there. Linux only: nobody else tells what is shared and what is not. */
export async function measureMemory(folder: string, say: (line: string) => void): Promise<Figure[]> {
  if (process.platform !== 'linux') return []
  say(`memory, after ${rest / 1000} s of rest`)
  await sleep(rest)
  const node = serversIn(folder)
  const postgres = processesIn(folder, /\/postgres$/)
  if (node.length !== 1 || postgres.length === 0)
    throw new Error(`${node.length} node and ${postgres.length} postgres processes`)
  const resident = total(node, ['Rss'])
  const alone = total(postgres, ['Private_Clean', 'Private_Dirty'])
  return [
    {
      name: 'Node at rest',
      value: resident,
      unit: 'MiB',
      limit: { atMost: 160 },
      comparedTo: 'resident set of the one process',
    },
    {
      name: 'PostgreSQL at rest',
      value: alone,
      unit: 'MiB',
      limit: { atMost: 60 },
      comparedTo: `private memory of its ${postgres.length} processes`,
    },
  ]
}

function total(pids: number[], fields: string[]): number {
  const kibibytes = pids.flatMap((pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return fields.map((field) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0))
  })
  return kibibytes.reduce((sum, value) => sum + value, 0) / mebibyte
}
