import type { Figure } from '../figure.ts'
import type { Place } from './place.ts'
import { inTurns, seconds, toFloor, toProgram, untilCalm } from './traffic.ts'

type Say = (line: string) => void

/** Single messages as fast as they are answered, beside a raw row for each. */
export async function measureLanding(place: Place, say: Say): Promise<{ figure: Figure; ratio: number }> {
  const { ours, floor } = await inTurns(
    {
      ours: async () => (await toProgram(place, { seconds })).perSecond,
      floor: async () => (await toFloor(place, { seconds })).perSecond,
    },
    say,
  )
  const figure: Figure = {
    name: 'land: one message in each request',
    value: ours / floor,
    unit: 'of floor',
    limit: { atLeast: 0.5 },
    comparedTo: `${ours.toFixed(0)}/s against ${floor.toFixed(0)}/s of one raw row per request`,
  }
  return { figure, ratio: ours / floor }
}

export async function measureSteady(place: Place, say: Say): Promise<Figure> {
  await untilCalm(place)
  const wish = { perSecond: 1_000, seconds: Math.max(5, seconds * 2) }
  const ours = await toProgram(place, wish)
  const floor = await toFloor(place, wish)
  say(`1,000/s: ours ${ours.p50.toFixed(1)} and ${ours.p99.toFixed(1)} ms, floor ${floor.p99.toFixed(1)} ms`)
  return {
    name: 'land: 99 of 100 at a steady 1,000/s within',
    value: ours.p99,
    unit: 'ms',
    limit: { atMost: 25 },
    comparedTo: `median ${ours.p50.toFixed(1)} ms; floor ${floor.p50.toFixed(1)} and ${floor.p99.toFixed(1)} ms`,
  }
}

const outgoing = 'wamid.out'

/** Three statuses after each message of a customer, each of a message that was sent to somebody. */
export async function measureStatuses(place: Place, say: Say): Promise<Figure> {
  const each = 15_000 * seconds
  await sentBefore(place, Math.ceil(((3 / 4) * each * 6) / 3))
  await untilCalm(place)
  let from = 0
  const mixed = async () => {
    const { perSecond, items } = await toProgram(place, { seconds, statusesOf: { prefix: outgoing, from } })
    from += Math.ceil(items / 4)
    return perSecond
  }
  const { messages, mix } = await inTurns(
    { messages: async () => (await toProgram(place, { seconds })).perSecond, mix: mixed },
    say,
  )
  return {
    name: 'land: with three statuses to each message',
    value: (mix / messages) * 100,
    unit: '%',
    limit: { atLeast: 85 },
    comparedTo: `${mix.toFixed(0)} items/s against ${messages.toFixed(0)}/s of messages alone`,
  }
}

/** In the conversations that there are, as an answer to each would be. */
async function sentBefore({ pool }: Place, count: number): Promise<void> {
  await pool.query(
    `with people as (select id, number_id, row_number() over () - 1 as place, count(*) over () as many from conversations)
     insert into messages (id, conversation_id, number_id, direction, author, type, text, provider_id, status, at, created_at,
       attempts, sending_at, sent_at)
     select uuidv7(), p.id, p.number_id, 'out', 'operator', 'text', 'Sim, temos horários no sábado.', $2 || n, 'sent', now(),
       now(), 1, now(), now()
     from generate_series(0, $1::int - 1) n join people p on p.place = n % p.many`,
    [count, outgoing],
  )
  await pool.query('vacuum analyze messages')
}

/** One request with 1,000 messages, as comes after an outage; the first meets code that nothing has run yet. */
export async function measureBatch(place: Place, say: Say): Promise<Figure> {
  const one = () => toProgram(place, { connections: 1, count: 1, batch: 1_000 })
  const times: number[] = []
  const floors: number[] = []
  for (let turn = 0; turn < 7; turn++) {
    await untilCalm(place)
    times.push((await one()).p50)
    floors.push((await toFloor(place, { connections: 1, count: 1, batch: 1_000 })).p50)
  }
  const [first = 0, ...warm] = times
  say(`1,000 in one: ${times.map((time) => time.toFixed(0)).join(', ')} ms`)
  const middle = warm.toSorted((a, b) => a - b)[warm.length >> 1] ?? 0
  return {
    name: 'land: 1,000 messages in one request',
    value: middle,
    unit: 'ms',
    limit: { atMost: 200 },
    comparedTo: `median of ${warm.length}, the first took ${first.toFixed(0)} ms; floor ${floors.at(-1)?.toFixed(0)} ms`,
  }
}
