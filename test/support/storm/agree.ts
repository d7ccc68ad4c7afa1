import type { LedgerSend } from '../../../sandbox/api.ts'
import type { Sky } from '../storm.ts'
import type { Answer } from './people.ts'
import type { Written } from './writers.ts'

type Happened = { written: readonly Written[]; answers: readonly Answer[]; customers: number }
type InRow = { provider_id: string; contact_id: string; second: string }
type OutRow = { id: string; conversation_id: string; text: string; status: string }

/** Everything on which the sandbox's ledger, what people remember and the database do not agree. */
export async function findDisagreements(sky: Sky, happened: Happened) {
  const inbound = await sky.program.rows<InRow>(`
    select m.provider_id, c.contact_id, extract(epoch from date_trunc('second', m.at))::bigint::text as second
    from messages m join conversations c on c.id = m.conversation_id where m.direction = 'in' order by m.at, m.id`)
  const outbound = await sky.program.rows<OutRow>(
    `select id, conversation_id, text, status from messages where direction = 'out' order by id`,
  )
  const sends = sky.sandbox.ledger.sends()
  return {
    outcomes: countBy(outbound.map(({ status }) => status)),
    disagreements: [
      ...inboundDisagreements(happened, inbound),
      ...onceDisagreements(happened.answers, outbound, sends),
      ...orderDisagreements(happened.answers, outbound, sends),
      ...(await chainDisagreements(sky)),
    ],
  }
}

/** Each message of each customer once, all of one with one contact, and in their order. */
function inboundDisagreements({ written, customers }: Happened, rows: readonly InRow[]): string[] {
  const found = Map.groupBy(rows, ({ provider_id }) => provider_id)
  const counted = written.flatMap(({ wamid }) => {
    const times = found.get(wamid)?.length ?? 0
    return times === 1 ? [] : [`${wamid} was written once and is stored ${times} times`]
  })
  const strangers = rows.length - written.length
  const contacts = new Set(rows.map(({ contact_id }) => contact_id)).size
  const seconds = new Map(written.map(({ wamid, second }) => [wamid, second]))
  const late = [...Map.groupBy(rows, ({ contact_id }) => contact_id).values()].flatMap((theirs) => {
    const order = theirs.map(({ provider_id }) => seconds.get(provider_id) ?? 0)
    const isInOrder = order.every((second, index) => index === 0 || second >= (order[index - 1] ?? 0))
    return isInOrder ? [] : [`of one customer the messages stand in another order: ${order.join(' ')}`]
  })
  return [
    ...counted,
    ...(strangers === 0 ? [] : [`${rows.length} are stored and ${written.length} were written`]),
    ...(contacts === customers ? [] : [`${customers} customers are ${contacts} contacts`]),
    ...late,
  ]
}

const reached = ['sent', 'delivered', 'read', 'played']
const shown = ['unknown', 'failed']

/** Each answer is a row; it has left once, or it is visible that nobody knows whether it did. */
function onceDisagreements(
  answers: readonly Answer[],
  rows: readonly OutRow[],
  sends: readonly LedgerSend[],
): string[] {
  const byText = Map.groupBy(rows, ({ text }) => text)
  const sent = Map.groupBy(sends, ({ callbackData }) => callbackData ?? '')
  const asked = answers.flatMap(({ text }) => {
    const times = byText.get(text)?.length ?? 0
    return times === 1 ? [] : [`"${text}" was accepted and is stored ${times} times`]
  })
  const left = rows.flatMap(({ id, text, status }) => {
    const times = sent.get(id)?.length ?? 0
    if (reached.includes(status) ? times === 1 : shown.includes(status) && times <= 1) return []
    return [`"${text}" is ${status} and was sent ${times} times`]
  })
  const ours = new Set(rows.map(({ id }) => id))
  const strange = [...sent.keys()].filter((id) => !ours.has(id)).map((id) => `"${id}" was sent by nobody`)
  const extra =
    rows.length === answers.length ? [] : [`${rows.length} answers for ${answers.length} accepted`]
  return [...asked, ...left, ...strange, ...extra]
}

/** To each customer in the order in which it was accepted. */
function orderDisagreements(
  answers: readonly Answer[],
  rows: readonly OutRow[],
  sends: readonly LedgerSend[],
): string[] {
  const textOf = new Map(rows.map(({ id, text }) => [id, text]))
  const arrived = sends.map(({ callbackData }) => textOf.get(callbackData ?? '') ?? '')
  return [...Map.groupBy(answers, ({ conversationId }) => conversationId).values()].flatMap((given) => {
    const wanted = given.map(({ text }) => text)
    const seen = arrived.filter((text) => wanted.includes(text))
    const places = seen.map((text) => wanted.indexOf(text))
    const isInOrder = places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0))
    return isInOrder ? [] : [`answers arrived in another order: ${places.join(' ')}`]
  })
}

async function chainDisagreements({ program }: Sky): Promise<string[]> {
  for (let after = ''; ; ) {
    const { status, body } = await program.ask('GET', `audit/verification${after && `?after=${after}`}`)
    if (status !== 200 || body.ok !== true)
      return [`the audit log is not whole: ${status} ${JSON.stringify(body)}`]
    if (body.complete !== false) return []
    after = String(body.next)
  }
}

const countBy = (values: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]))
