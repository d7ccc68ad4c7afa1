import type { LedgerEntry, LedgerSend } from '../../sandbox/api.ts'
import type { Figure } from '../figure.ts'
import type { Place } from './place.ts'
import { untilCalm } from './traffic.ts'

const count = 1_000
const pace = 1_000
// As long as one message may take to get here when the machine is busy: nobody is early by more than the first was late.
const windowMs = 250

/** What is queued for 1,000 people leaves at the pace of its number: not slower, and nothing early. */
export async function measureDelivery(place: Place, say: (line: string) => void): Promise<Figure[]> {
  const { sandbox, pool } = place
  await sandbox.control('POST', 'storm', { messages: count, perSecond: 400, customers: count })
  const conversations = await untilLanded(place)
  await pool.query('update numbers set throughput = $1, pace = $1', [pace])
  const pause = (paused: boolean) => setPaused(place, paused)
  await pause(true)
  say(`${count} messages are queued`)
  await queueFor(place, conversations)
  await untilCalm(place)
  const after = await newest(place)
  await pause(false)
  const times = (await sendsAfter(place, after, count)).map(({ monotonic }) => monotonic)
  const wanted = ((count - 1) / pace) * 1000
  const took = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const most = busiest(times, windowMs)
  say(
    `${count} arrived in ${took.toFixed(0)} ms; most in ${windowMs} ms: ${most}, in 50 ms: ${busiest(times, 50)}`,
  )
  return [
    {
      name: `deliver: ${count} at ${pace}/s, off the pace by`,
      value: Math.abs(took / wanted - 1) * 100,
      unit: '%',
      limit: { atMost: 3 },
      comparedTo: `${took.toFixed(0)} ms from the first to the last, ${wanted.toFixed(0)} ms wanted`,
    },
    {
      name: `deliver: most that arrived within ${windowMs} ms`,
      value: most,
      unit: 'messages',
      limit: { atMost: Math.ceil((pace * windowMs * 1.03) / 1000) + 1 },
      comparedTo: `${(pace * windowMs) / 1000} at this pace`,
    },
  ]
}

async function untilLanded(place: Place): Promise<string[]> {
  const query = `select c.id from conversations c join contacts p on p.id = c.contact_id where p.phone like '+55119600%' and c.status = 'queued'`
  for (;;) {
    await untilCalm(place)
    const { rows } = await place.pool.query<{ id: string }>(query)
    if (rows.length >= count) return rows.slice(0, count).map(({ id }) => id)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function setPaused({ pool, api }: Place, paused: boolean): Promise<void> {
  const { rows } = await pool.query<{ id: string; account_id: string }>('select id, account_id from numbers')
  for (const { id, account_id } of rows)
    await api('PATCH', `accounts/${account_id}/numbers/${id}`, { paused })
}

async function queueFor({ api }: Place, conversations: readonly string[]): Promise<void> {
  const left = [...conversations]
  const someone = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop())
      await api('POST', `conversations/${id}/messages`, { text: 'Sua consulta é amanhã às 10h.' })
  }
  await Promise.all(Array.from({ length: 16 }, someone))
}

type Page = { data: LedgerEntry[]; next: number }

export async function newest(place: Place): Promise<number> {
  for (let after = 0; ; ) {
    const { data, next } = await page(place, after)
    after = next
    if (data.length === 0) return after
  }
}

/** Waits until so many more were accepted. */
export async function sendsAfter(place: Place, after: number, wanted: number): Promise<LedgerSend[]> {
  const sends: LedgerSend[] = []
  while (sends.length < wanted) {
    const { data, next } = await page(place, after)
    after = next
    sends.push(...data.filter((entry): entry is LedgerSend => entry.kind === 'send'))
    if (data.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return sends
}

// What the sandbox's control API says it answers with.
export const page = ({ sandbox }: Place, after: number) =>
  sandbox.control('GET', `ledger?after=${after}&limit=1000`) as Promise<Page>

function busiest(times: readonly number[], within: number): number {
  let most = 0
  for (let from = 0, to = 0; to < times.length; to++) {
    while ((times[to] ?? 0) - (times[from] ?? 0) > within) from++
    most = Math.max(most, to - from + 1)
  }
  return most
}
