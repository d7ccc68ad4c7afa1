import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from '#test/program.ts'
import { type Figure, median } from '../figure.ts'

const rounds = 5
const seconds = 2
const connections = 64
type Target = { url: string; headers: Array<Record<string, string>> }
type Say = (line: string) => void

/** Answers per second, as a part of what Fastify alone gives for the same bytes on the same machine at the same time. */
export async function measureRequests(url: string, apiKey: string, say: Say): Promise<Figure[]> {
  // Each visitor has a limit of their own; the key of the environment has none.
  const visitors = Array.from({ length: 1000 }, (_, index) => ({
    'x-forwarded-for': `10.1.${index >> 8}.${index & 255}`,
  }))
  const key = { 'x-api-key': apiKey }
  const operator = `${url}/api/operators/${await anOperator(url, key)}`
  return [
    await compare('GET /api/v1/health', { url: `${url}/api/v1/health`, headers: visitors }, 0.5, say),
    await compare('GET /api/operators/:id, by API key', { url: operator, headers: [key] }, 0.35, say),
  ]
}

async function compare(name: string, ours: Target, atLeast: number, say: Say): Promise<Figure> {
  const [headers = {}] = ours.headers
  const body = await (await fetch(ours.url, { headers })).text()
  const bare = await startBare(body)
  try {
    const theirs = { url: bare.url, headers: ours.headers }
    await load(ours, 1)
    await load(theirs, 1)
    const measured: Array<{ ours: number; bare: number }> = []
    for (let round = 1; round <= rounds; round++) {
      say(`${name}, round ${round} of ${rounds}`)
      measured.push({ ours: await load(ours, seconds), bare: await load(theirs, seconds) })
    }
    const [our, its] = [median(measured.map(({ ours }) => ours)), median(measured.map(({ bare }) => bare))]
    return {
      name,
      value: our / its,
      unit: 'of bare',
      limit: { atLeast },
      comparedTo: `${our.toFixed(0)}/s against ${its.toFixed(0)}/s of a bare Fastify route, ${body.length} bytes, medians of ${rounds}`,
    }
  } finally {
    bare.stop()
  }
}

async function startBare(body: string): Promise<{ url: string; stop: () => void }> {
  const port = await freePort()
  const file = fileURLToPath(new URL('bare.ts', import.meta.url))
  const child = spawn(process.execPath, [file, String(port), body], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return { url: `http://127.0.0.1:${port}/`, stop: () => child.kill() }
}

/** The generator is a process of its own, so that its work is not the server's. */
async function load(target: Target, duration: number): Promise<number> {
  const file = fileURLToPath(new URL('load.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [
    file,
    JSON.stringify({ ...target, duration, connections }),
  ])
  const { average, refused }: { average: number; refused: number } = JSON.parse(stdout)
  if (refused > 0) throw new Error(`${refused} requests to ${target.url} were not answered with 200`)
  return average
}

async function anOperator(url: string, headers: Record<string, string>): Promise<string> {
  const { data } = await answered(await fetch(`${url}/api/operators`, { headers }))
  // Our own list, which the contract describes.
  const [first] = data as Array<{ id: string }>
  if (!first) throw new Error('there is no operator')
  return first.id
}

async function answered(response: Response): Promise<Record<string, unknown>> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
  // Objects all; the caller looks for what it needs.
  return (await response.json()) as Record<string, unknown>
}
