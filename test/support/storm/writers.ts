import { setTimeout as sleep } from 'node:timers/promises'
import type { Sky } from '../storm.ts'

export type Written = { customer: string; wamid: string; second: number }

/** Customers who write now and then until they are stopped. */
export function writers(sky: Sky, customers: number): { stop: () => Promise<Written[]> } {
  const written: Written[] = []
  let isOver = false
  const customer = async (place: number) => {
    const { id } = sky.sandbox.customers.create({ name: `Cliente ${place}` })
    for (let n = 0; !isOver; n++) {
      const { id: wamid, at } = await sky.sandbox.customers.write(id, { number: sky.number, text: `${n}` })
      written.push({ customer: id, wamid, second: Math.floor(at / 1000) })
      // Together some 30 a second, however many they are.
      await sleep(sky.random() * 66 * customers)
    }
  }
  const all = Promise.all(Array.from({ length: customers }, (_, place) => customer(place)))
  return {
    stop: async () => {
      isOver = true
      await all
      return written
    },
  }
}
