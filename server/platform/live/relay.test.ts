import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import pino from 'pino'
import { openRelay } from '#platform/live/relay.ts'
import type { Push } from '#platform/live/rules.ts'

// Needs a real one: PROSA_TEST_REDIS_URL=redis://127.0.0.1:6379 npm test
const url = process.env.PROSA_TEST_REDIS_URL
const log = pino({ level: 'silent' })
const closing: Array<() => void> = []
after(() => {
  for (const close of closing) close()
})

async function open(where: string | null) {
  const heard: unknown[] = []
  const relay = await openRelay({ url: where, log, hear: (push) => void heard.push(push.payload.n) })
  closing.push(relay.close)
  return { heard, tell: (n: number) => relay.tell(push(n)) }
}
const push = (n: number): Push => ({ rooms: ['conversation:c'], name: 'typing', payload: { n } })

async function until(what: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !what(); await sleep(10))
    assert.ok(Date.now() < end, `still waiting for ${what}`)
}

describe('what is told to the sockets of other processes', () => {
  it('goes nowhere, and harms nobody, without Redis and while it is away', async () => {
    for (const where of [null, 'redis://127.0.0.1:1']) {
      const { heard, tell } = await open(where)
      for (let n = 0; n < 1_000; n++) tell(n)
      await sleep(100)
      assert.deepEqual(heard, [])
    }
  })

  it('reaches them through Redis, once, and again after it was cut off', {
    skip: !url && 'no Redis here',
  }, async () => {
    const [one, two] = [await open(url ?? ''), await open(url ?? '')]
    const untilHeard = (n: number) =>
      until(() => {
        one.tell(n)
        return two.heard.includes(n)
      })
    const admin = new Redis(url ?? '')
    closing.push(() => admin.disconnect())
    await untilHeard(1)
    await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub')
    await admin.call('CLIENT', 'KILL', 'TYPE', 'normal')
    await untilHeard(2)
    await admin.publish('prosa:tell', 'not ours')
    await admin.publish('prosa:tell', JSON.stringify({ from: 'x', push: { rooms: 'all' } }))
    await untilHeard(3)
    assert.deepEqual(one.heard, [], 'nobody hears themselves')
  })
})
