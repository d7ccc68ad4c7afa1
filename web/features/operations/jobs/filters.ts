export const jobStates = ['dead', 'failed', 'waiting', 'running'] as const
export type JobState = (typeof jobStates)[number]

/** `dead` unless said otherwise: what waits for somebody comes first. */
export type JobFilters = { state?: JobState | undefined; job?: string | undefined }

export function jobFilters({ state, job }: Record<string, unknown>): JobFilters {
  const known = jobStates.find((each) => each === state)
  return {
    ...(known && known !== 'dead' && { state: known }),
    ...(typeof job === 'string' && job && { job: job.slice(0, 100) }),
  }
}
