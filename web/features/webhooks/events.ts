import type { EventName } from '#contract/events.ts'
import { type Group, groupOf, groups } from '../audit/acts/groups.ts'

// As the contract has them (events.test.ts looks): nothing that another system works with.
const internal: readonly EventName[] = [
  'instance.started',
  'provider.notified',
  'secrets.rotated',
  'job.retried',
  'job.cancelled',
]

// The keys of that record are event names and nothing else.
const names = Object.keys(groupOf) as EventName[]

/** What can be asked for. */
export const webhookEvents = names.filter((name) => !internal.includes(name))

/** What most systems want comes first. */
const order: readonly Group[] = ['conversations', 'contacts', ...groups]

export const eventGroups = [...new Set(order)]
  .map((group) => ({ group, names: webhookEvents.filter((name) => groupOf[name] === group) }))
  .filter(({ names }) => names.length > 0)
