import type { Bench, Figure } from './figure.ts'
import { measureAnswer } from './spine/answering.ts'
import { measureDelivery } from './spine/delivering.ts'
import { measureGrowth } from './spine/growth.ts'
import { measureBatch, measureLanding, measureStatuses, measureSteady } from './spine/landing.ts'
import { measureMemory } from './spine/memory.ts'
import { openPlace } from './spine/place.ts'
import { warmUp } from './spine/traffic.ts'

/** What happens to messages: landing them, delivering them, and what is left of that when there are millions. */
export const spine: Bench = { name: 'spine', measure }

async function measure(say: (line: string) => void): Promise<Figure[]> {
  const place = await openPlace(say)
  try {
    const batch = await measureBatch(place, say)
    await warmUp(place)
    const { figure: landing, ratio } = await measureLanding(place, say)
    return [
      landing,
      await measureSteady(place, say),
      await measureStatuses(place, say),
      batch,
      ...(await measureDelivery(place, say)),
      await measureAnswer(place, say),
      ...(await measureMemory(place, say)),
      ...(await measureGrowth(place, ratio, say)),
    ]
  } finally {
    await place.close()
  }
}
