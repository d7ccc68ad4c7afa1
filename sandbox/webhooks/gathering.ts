import type { Later } from '../world/later.ts'
import type { Update } from './envelope.ts'

export type Gathering = {
  add: (updates: Update[], wanted: { most: number; withinMs: number }) => void
}

// What Meta promises for the size of a request, less what the envelope may add.
const mostBytes = 2_500_000

/** Collects what happens to everybody, until there is enough of it or the time is up. */
export function createGathering(later: Later, flush: (updates: Update[]) => void): Gathering {
  let gathered: Update[] = []
  let bytes = 0
  let round = 0

  function close(): void {
    round++
    const full = gathered
    gathered = []
    bytes = 0
    if (full.length > 0) flush(full)
  }

  function add(updates: Update[], { most, withinMs }: { most: number; withinMs: number }): void {
    for (const update of updates) {
      const size = JSON.stringify(update.value).length
      if (bytes + size > mostBytes) close()
      if (gathered.length === 0) closeAfter(withinMs)
      gathered.push(update)
      bytes += size
      if (gathered.length >= most) close()
    }
  }

  function closeAfter(milliseconds: number): void {
    const mine = round
    later.in(milliseconds, () => {
      if (mine === round) close()
    })
  }

  return { add }
}
