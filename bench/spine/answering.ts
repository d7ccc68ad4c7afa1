import { setTimeout as sleep } from 'node:timers/promises'
import type { Customer, LedgerEntry, ThreadMessage } from '../../sandbox/api.ts'
import { type Figure, median } from '../figure.ts'
import { newest, page } from './delivering.ts'
import type { Place } from './place.ts'
import { untilCalm } from './traffic.ts'

const times = 50

/** Somebody writes for the first time, and the greeting has reached them: by the sandbox's clock, on an idle machine. */
export async function measureAnswer(place: Place, say: (line: string) => void): Promise<Figure> {
  await place.api('PUT', 'settings/inbox', { greeting: 'Olá, já vamos atender você.', silenceMs: 0 })
  // Settings are remembered for two seconds.
  await sleep(2_500)
  await untilCalm(place)
  const took: number[] = []
  for (let turn = 0; turn < times; turn++) {
    took.push(await one(place, turn))
    await sleep(50)
  }
  await place.api('PUT', 'settings/inbox', { greeting: '' })
  const sorted = took.toSorted((a, b) => a - b)
  say(`webhook to greeting: ${sorted[0]} to ${sorted.at(-1)} ms`)
  return {
    name: 'end to end: webhook in to reply received',
    value: median(took),
    unit: 'ms',
    limit: { atMost: 40 },
    comparedTo: `median of ${times}, 9 of 10 within ${sorted[Math.floor(times * 0.9)]} ms`,
  }
}

async function one(place: Place, turn: number): Promise<number> {
  const phone = `+551197${String(1_000_000 + turn)}`
  // As the control API describes them.
  const customer = (await place.sandbox.control('POST', 'customers', { phone })) as Customer
  let after = await newest(place)
  const path = `customers/${customer.id}/messages`
  const wish = { number: place.number, text: 'Oi, tudo bem?' }
  const { id } = (await place.sandbox.control('POST', path, wish)) as ThreadMessage
  const seen: LedgerEntry[] = []
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(2)) {
    const { data, next } = await page(place, after)
    after = next
    seen.push(...data)
    const asked = seen.find((entry) => entry.kind === 'webhook' && entry.items.includes(id))
    const answered = seen.find((entry) => entry.kind === 'send' && entry.customer === customer.id)
    if (asked && answered) return answered.at - asked.at
  }
  throw new Error('a greeting did not arrive within 30 s')
}
