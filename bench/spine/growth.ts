import type { Figure } from '../figure.ts'
import { fill } from './fill.ts'
import type { Place } from './place.ts'
import { customers, inTurns, seconds, toFloor, toProgram, untilCalm } from './traffic.ts'

type Say = (line: string) => void

/** The same landing with so many messages there, by people from all over them; beside the floor, as before. */
export async function measureGrowth(place: Place, before: number, say: Say): Promise<Figure[]> {
  const stored = Number(process.env.SPINE_GROWTH ?? 10_000_000)
  if (stored === 0) return []
  const phones = await fill(place.pool, stored, say)
  const wish = { phones: { first: phones.first, stride: Math.max(1, Math.floor(phones.count / customers)) } }
  await toProgram(place, { ...wish, count: customers })
  await untilCalm(place)
  const { ours, floor } = await inTurns(
    {
      ours: async () => (await toProgram(place, { ...wish, seconds })).perSecond,
      floor: async () => (await toFloor(place, { seconds })).perSecond,
    },
    say,
  )
  return [
    {
      name: `growth: with ${(stored / 1e6).toFixed(1)} million messages stored`,
      value: (ours / floor / before) * 100,
      unit: '%',
      limit: { atLeast: 80 },
      comparedTo: `of before, each as a part of the floor; ${ours.toFixed(0)}/s against ${floor.toFixed(0)}/s`,
    },
  ]
}
