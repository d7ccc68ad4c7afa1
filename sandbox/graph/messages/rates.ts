import type { BusinessNumber } from '../../api.ts'
import type { Thread } from '../../world/threads.ts'
import type { World } from '../../world/world.ts'
import { refusal } from '../errors.ts'

type Bucket = { level: number; at: number }
export type Rates = { take: (number: BusinessNumber, thread: Thread | undefined) => void }

/** 80 a second for a number; to one person one in six seconds, with 45 in advance. */
export function createRates({ clock, faults }: Pick<World, 'clock' | 'faults'>): Rates {
  const numbers = new WeakMap<BusinessNumber, Bucket>()
  const pairs = new WeakMap<Thread, Bucket>()

  /** The bucket fills with what is taken and drains by time. */
  function room<K extends object>(buckets: WeakMap<K, Bucket>, key: K, most: number, perSecond: number) {
    const now = clock.now()
    const bucket = buckets.get(key) ?? { level: 0, at: now }
    buckets.set(key, bucket)
    bucket.level = Math.max(0, bucket.level - ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    return bucket.level + 1 <= most ? bucket : undefined
  }

  function take(number: BusinessNumber, thread: Thread | undefined): void {
    const { throughputPerSecond = 80, pair = { perSeconds: 6, burst: 45 } } = faults.now()
    const taken: (Bucket | undefined)[] = []
    if (throughputPerSecond > 0) taken.push(room(numbers, number, throughputPerSecond, throughputPerSecond))
    if (taken.includes(undefined))
      throw refusal(
        130429,
        'Message failed to send because there were too many messages sent from this number',
      )
    if (thread && pair.perSeconds > 0) taken.push(room(pairs, thread, pair.burst, 1 / pair.perSeconds))
    if (taken.includes(undefined))
      throw refusal(
        131056,
        'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time',
      )
    for (const bucket of taken) if (bucket) bucket.level++
  }

  return { take }
}
