import { type ParsedCronItem, parseCronItems } from 'graphile-worker'
import type { Schedule } from '#platform/feature.ts'

const day = 86_400_000

/** Times are UTC. A schedule never has two jobs waiting: the next time replaces what has not begun. */
export function cronItems(schedules: readonly Schedule[]): ParsedCronItem[] {
  return parseCronItems(
    schedules.map(({ name, crontab, job }) => ({
      identifier: name,
      task: job.name,
      match: crontab,
      options: {
        backfillPeriod: isDailyOrRarer(crontab) ? day : 0,
        maxAttempts: job.maxAttempts,
        jobKey: `schedule:${name}`,
        jobKeyMode: 'replace',
      },
    })),
  )
}

/** A nightly job missed because the machine was off is made up for at the next start; what runs often need not be. */
const isDailyOrRarer = (crontab: string) => /^\d+\s+\d+\s/.test(crontab)
