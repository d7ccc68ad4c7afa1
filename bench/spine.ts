import type { Bench, Figure } from './figure.ts'
import { measureBatch, measureLanding, measureStatuses, measureSteady } from './spine/landing.ts'
import { openPlace } from './spine/place.ts'
import { warmUp } from './spine/traffic.ts'

/** What happens to messages: landing them, delivering them, and what is left of that when there are millions. */
export const spine: Bench = { name: 'spine', measure }

async function measure(say: (line: string) => void): Promise<Figure[]> {
  const place = await openPlace(say)
  try {
    const batch = await measureBatch(place, say)
    await warmUp(place)
    const landing = await measureLanding(place, say)
    return [landing.figure, await measureSteady(place, say), await measureStatuses(place, say), batch]
  } finally {
    await place.close()
  }
}
