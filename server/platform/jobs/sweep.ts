import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx, Deps } from '#platform/context.ts'
import { deadPools, releaseJobsOf } from '#platform/jobs/store.ts'

const everyMs = 250
// Long enough for a worker that only lost its connection to come back (guard.ts).
const deadAfterMs = 1_500
// Looking reads every job that is waiting: where there are very many, look less often.
const shareOfTime = 20

/**
 * Looks for pools without a life sign and makes what they had taken available again, some 2 s after their death.
 * Left alone it would stay locked for four hours. `released` is told after each time, so that it starts at once.
 */
export function startSweep({
  deps,
  released,
}: {
  deps: Pick<Deps, 'db' | 'log' | 'metrics'>
  released: (jobs: number) => void
}): { isWell: () => boolean; stop: () => Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  let missingSince = new Map<string, number>()
  let isWell = false
  const run = async () => {
    while (!signal.aborted) {
      const start = performance.now()
      try {
        missingSince = await sweep(deps, missingSince, released)
        isWell = true
      } catch (error) {
        // The database may just have come back, and the signs with it: the count begins anew.
        missingSince = new Map()
        if (isWell) deps.log.warn({ err: error }, 'cannot look for jobs of dead workers; trying again')
        isWell = false
      }
      const took = performance.now() - start
      await sleep(Math.max(everyMs, took * shareOfTime), undefined, { signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    isWell: () => isWell,
    stop() {
      stopping.abort()
      return running
    },
  }
}

type Missing = Map<string, number>

async function sweep(
  deps: Pick<Ctx, 'db' | 'log' | 'metrics'>,
  before: Missing,
  released: (jobs: number) => void,
): Promise<Missing> {
  const now = performance.now()
  const missing: Missing = new Map((await deadPools(deps)).map((pool) => [pool, before.get(pool) ?? now]))
  const dead = [...missing].filter(([, since]) => now - since >= deadAfterMs).map(([pool]) => pool)
  if (dead.length === 0) return missing
  const { jobs, exhausted } = await releaseJobsOf(deps, dead)
  deps.log.warn({ pools: dead, jobs, exhausted }, 'jobs of a worker that died are taken up again')
  if (exhausted > 0)
    deps.log.error({ jobs: exhausted }, 'jobs that died with their worker too often are dead letters')
  released(jobs)
  return new Map([...missing].filter(([pool]) => !dead.includes(pool)))
}
