import { z } from 'zod'
import type { Update } from '../webhooks/envelope.ts'
import type { Person } from '../world/customers.ts'
import type { World } from '../world/world.ts'
import { createCustomer } from './change.ts'
import { Problem } from './problem.ts'
import { prepare } from './write.ts'

export const StormInput = z.strictObject({
  messages: z.int().min(1).max(1_000_000),
  perSecond: z.number().positive().max(50_000),
  customers: z.int().min(1).max(50_000),
  batch: z.int().min(1).max(1000).optional(),
  number: z.string().optional(),
})

const sentences = [
  'Oi, tudo bem?',
  'Quanto custa a limpeza de pele?',
  'Vocês atendem no sábado?',
  'Preciso remarcar a minha consulta 🙏',
  'Qual é o endereço?',
  'Aceitam convênio?',
  'Obrigada, até amanhã',
]
const shards = 8
const step = 10

/** Many people write at once. The work of a while is done together: no timer for each message. */
export async function raiseStorm(world: World, storm: z.output<typeof StormInput>) {
  const { messages, perSecond, batch = 1 } = storm
  const number = storm.number ?? world.account.numbers[0]?.id
  if (number === undefined) throw new Problem(404, 'There is no number')
  const people = gatherPeople(world, storm.customers)
  const post = poster(world, batch)
  const start = performance.now()
  for (let written = 0; written < messages; ) {
    const due = Math.min(messages, Math.ceil(((performance.now() - start) / 1000) * perSecond))
    for (; written < due; written++) {
      const person = people[written % people.length]
      const text = `${sentences[written % sentences.length]} (${written + 1})`
      if (person) post.add(written % people.length, prepare(world, person, { number, text }).update)
    }
    if (written < messages) await world.later.wait(step)
  }
  post.flush()
  return { messages, customers: people.length, milliseconds: Math.round(performance.now() - start) }
}

/** Those of the last storm come again. */
function gatherPeople(world: World, count: number): Person[] {
  const people = world.customers.all().filter(({ storm, blocked }) => storm && !blocked)
  while (people.length < count)
    people.push(createCustomer(world, { phone: stormPhone(people.length) }, { storm: true }))
  return people.slice(0, count)
}

const stormPhone = (index: number): string => `+55119600${String(index).padStart(5, '0')}`

/** The messages of a person stay in one line, so that they arrive in order also in batches. */
function poster({ outbox }: World, batch: number) {
  const waiting: Update[][] = Array.from({ length: shards }, () => [])
  const flush = (shard: number) => {
    const updates = waiting[shard]?.splice(0) ?? []
    outbox.add(...updates)
  }
  return {
    add: (index: number, update: Update) => {
      if (batch === 1) return outbox.add(update)
      const shard = index % shards
      const line = waiting[shard]
      line?.push({ ...update, lane: `storm ${shard}` })
      if (line && line.length >= batch) flush(shard)
    },
    flush: () => waiting.forEach((_, shard) => void flush(shard)),
  }
}
