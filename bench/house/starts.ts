import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cloneHere } from '#test/clone.ts'
import { freePort, npmStart, type Program } from '#test/program.ts'
import { type Figure, median } from '../figure.ts'

const times = 5

/** A clone without anything installed or built, to the first answer. Fetches packages, or takes them from npm's cache. */
export async function measureFreshStart(say: (line: string) => void): Promise<Figure> {
  say('a fresh clone, installed and built')
  const clone = await cloneHere({ installed: false, built: false })
  try {
    const env = { PORT: String(await freePort()), PROSA_DATA: join(clone.folder, 'data') }
    const value = await timeStart(clone.folder, env)
    return {
      name: 'fresh clone: npm start to /health 200',
      value,
      unit: 's',
      limit: { atMost: 120 },
      comparedTo: 'one start',
    }
  } finally {
    await clone.remove()
  }
}

export async function measureNextStarts(
  folder: string,
  env: Env,
  say: (line: string) => void,
): Promise<Figure> {
  await timeStart(folder, env)
  const seconds: number[] = []
  for (let turn = 1; turn <= times; turn++) {
    say(`second start, ${turn} of ${times}`)
    seconds.push(await timeStart(folder, env))
  }
  return {
    name: 'second start: npm start to /health 200',
    value: median(seconds),
    unit: 's',
    limit: { atMost: 2 },
    comparedTo: `median of ${times}: ${seconds.map((value) => value.toFixed(2)).join(', ')}`,
  }
}

type Env = Record<string, string> & { PORT: string }

async function timeStart(folder: string, env: Env): Promise<number> {
  const from = performance.now()
  const program = npmStart(folder, env)
  await answers(`http://127.0.0.1:${env.PORT}/health`, program)
  const seconds = (performance.now() - from) / 1000
  await program.stop()
  return seconds
}

async function answers(url: string, program: Program): Promise<void> {
  let ended = false
  program.ended.then(() => {
    ended = true
  })
  for (;;) {
    const ok = await fetch(url).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (ok) return
    if (ended) throw new Error(`It did not start:\n${program.output()}${program.errors()}`)
    await sleep(5)
  }
}
