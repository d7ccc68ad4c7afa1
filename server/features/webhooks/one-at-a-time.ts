import type { Ctx } from '#platform/context.ts'
import type { JobRun } from '#platform/jobs/job.ts'

/**
 * At most one run of this work in a process. Whoever comes meanwhile leaves at once: the one that runs sees what they
 * came for, or the next look does. Processes beside each other are kept apart by the rows they lock.
 */
export function oneAtATime(work: (ctx: Ctx, signal: AbortSignal) => Promise<void>) {
  // The configuration is the one object that all contexts of a running instance share.
  const running = new WeakSet<Ctx['config']>()
  return async (ctx: Ctx, _payload: object, { signal }: Pick<JobRun, 'signal'>): Promise<void> => {
    if (running.has(ctx.config)) return
    running.add(ctx.config)
    try {
      await work(ctx, signal)
    } finally {
      running.delete(ctx.config)
    }
  }
}
