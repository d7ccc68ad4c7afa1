import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../program.ts'
import type { Sky } from '../storm.ts'
import type { Reply } from './program.ts'

/** An answer that the program has accepted. Those in one conversation are in the order in which they were given. */
export type Answer = { conversationId: string; text: string }
export type Answers = Answer[]

const howMany = 6

/** People who answer through the API, and repeat themselves, with the same key, until they are told that it is done. */
export function people(sky: Sky): { stop: () => Promise<Answers> } {
  const answers: Answers = []
  const busy = new Set<string>()
  let isOver = false
  const person = async (name: number) => {
    for (let n = 0; !isOver; n++) {
      const conversationId = await someConversation(sky, busy)
      if (conversationId !== undefined) {
        // One answer at a time: else nobody could say in which order they were meant.
        busy.add(conversationId)
        const text = `Resposta ${n} de ${name}`
        await answerOnce(sky, conversationId, text)
        answers.push({ conversationId, text })
        busy.delete(conversationId)
      }
      await sleep(sky.random() * 250)
    }
  }
  const all = Promise.all(Array.from({ length: howMany }, (_, name) => person(name)))
  // Whoever waits for the end hears of it; until then nobody listens.
  all.catch(() => {})
  return {
    stop: async () => {
      isOver = true
      await all
      return answers
    },
  }
}

async function someConversation(sky: Sky, busy: ReadonlySet<string>): Promise<string | undefined> {
  const reply = await sky.program.ask('GET', 'conversations?limit=100').catch(() => null)
  if (reply?.status !== 200) return undefined
  // Our own list, which the contract describes.
  const free = (reply.body.data as { id: string }[]).filter(({ id }) => !busy.has(id))
  return free[Math.floor(sky.random() * free.length)]?.id
}

async function answerOnce(sky: Sky, conversationId: string, text: string): Promise<void> {
  const headers = { 'idempotency-key': text }
  const ask = () => sky.program.ask('POST', `conversations/${conversationId}/messages`, { text }, headers)
  await until(`${text} is accepted`, async () => {
    const reply = await ask().catch(() => null)
    if (reply && reply.status < 500 && !isDone(reply) && !isUnderWay(reply))
      throw new Error(`${text}: ${reply.status} ${JSON.stringify(reply.body)}`)
    if (reply && isUnderWay(reply)) await takeAway(sky, text)
    return reply !== null && isDone(reply)
  })
}

const isDone = ({ status, body }: Reply): boolean =>
  status === 201 || (status === 409 && body.code === 'already_done')
const isUnderWay = ({ status, body }: Reply): boolean => status === 409 && body.code === 'in_progress'

/** A key that died with its process is free again after a minute: nobody here has that long. */
const takeAway = ({ program }: Sky, key: string) =>
  program.rows(
    `update idempotency_keys set claimed_at = claimed_at - interval '1 hour'
     where key = $1 and state = 'claimed' and claimed_at < now() - interval '5 seconds'`,
    [key],
  )
