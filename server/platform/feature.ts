import type { EventName } from '#contract/events.ts'
import type { Ctx } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/feed.ts'
import type { Http } from '#platform/http/route.ts'
import type { Job } from '#platform/jobs/job.ts'
import type { LiveRule, SocketRule } from '#platform/live/rules.ts'

/** Work at set times, in UTC: `crontab` is five fields. */
export type Schedule = { name: string; crontab: string; job: Job<Record<string, never>> }

/** A job started, in the same transaction, by an event of an earlier feature. */
export type Reaction = { on: readonly EventName[]; job: Job<{ event: StoredEvent }> }

/** A part whose state `/health` shows: resolves when well, throws with the reason when not. */
export type HealthCheck = { name: string; check: (ctx: Ctx) => Promise<void> }

/** What a table keeps on somebody, and how long and why: what export and erasure go by. */
export type PersonalData = {
  table: string
  about: 'contact' | 'person'
  columns: readonly string[]
  keep: string
}

/** Everything that the process roles need to know of a feature. Roles pick the surfaces they serve. */
export type Feature = {
  name: string
  routes?: (http: Http) => void
  jobs?: readonly Job[]
  schedules?: readonly Schedule[]
  reactions?: readonly Reaction[]
  live?: readonly LiveRule[]
  sockets?: readonly SocketRule[]
  health?: readonly HealthCheck[]
  personalData?: readonly PersonalData[]
  /** Runs at every start before anything is served; must be safe to run twice, and in two processes at once. */
  prepare?: (ctx: Ctx) => Promise<void>
}
