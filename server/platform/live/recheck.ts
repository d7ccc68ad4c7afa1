import type { EventName } from '#contract/events.ts'
import type { Goodbye } from '#contract/live.ts'
import type { Deps } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/feed.ts'
import type { Identify } from '#platform/http/identify.ts'
import { type GuestSocket, type Io, keyOf } from '#platform/live/guest.ts'
import { limits, type Pace } from '#platform/live/limits.ts'
import { type Actor, anonymous } from '#platform/policy.ts'

const changesAccess: ReadonlySet<EventName> = new Set<EventName>([
  'person.removed',
  'person.role_changed',
  'person.locked',
  'person.signed_out',
  'person.session_ended',
  'person.password_changed',
  'person.password_reset',
  'person.second_factor_enabled',
  'person.second_factor_disabled',
  'settings.changed',
  'api_key.revoked',
])

/** Asks again and again, and at once after what takes access away, whether those behind the sockets are still let in. */
export function keepChecking(io: Io, deps: Deps, identify: Identify, pace: Pace = limits) {
  const timers = new Set<NodeJS.Timeout>()
  const recheck = async (socket: GuestSocket): Promise<void> => {
    const { guest } = socket.data
    const ctx = { ...deps, actor: anonymous, origin: guest.origin }
    const actor = await identify(ctx, guest.credentials, 'to-check').catch((error: unknown) => {
      // Nobody is sent away because the database is.
      deps.log.debug({ err: error }, 'a socket could not be checked')
      return guest.actor
    })
    if (!actor) return sayGoodbye(socket, 'session_ended')
    if (sameAccess(actor, guest.actor)) guest.actor = actor
    else sayGoodbye(socket, 'access_changed')
  }
  const recheckThose = async (concerned: (actor: Actor) => boolean): Promise<void> => {
    const sockets = [...io.sockets.sockets.values()].filter(({ data }) => concerned(data.guest.actor))
    for (let first = 0; first < sockets.length; first += limits.rulesAtOnce)
      await Promise.all(sockets.slice(first, first + limits.rulesAtOnce).map(recheck))
  }
  const regular = setInterval(() => void recheckThose(() => true), pace.recheckMs)
  timers.add(regular)

  return {
    /** Which events change who may hear what; the sockets concerned are asked for now, and once more a little later. */
    after(events: readonly StoredEvent[]): void {
      const changes = events.filter(({ name }) => changesAccess.has(name))
      if (changes.length === 0) return
      const everybody = changes.some(({ name }) => name === 'settings.changed')
      const subjects = new Set(changes.map(({ subject }) => subject.id))
      const check = () => void recheckThose((actor) => everybody || subjects.has(actor.id))
      check()
      const timer = setTimeout(() => {
        timers.delete(timer)
        check()
      }, pace.knownByHeartMs)
      timers.add(timer)
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

function sameAccess(one: Actor, other: Actor): boolean {
  if (keyOf(one) !== keyOf(other) || one.permissions.size !== other.permissions.size) return false
  return [...one.permissions].every((permission) => other.permissions.has(permission))
}

/** Whoever may come back with other rights loses the connection only, which clients make anew by themselves. */
export function sayGoodbye(socket: GuestSocket, reason: Goodbye['reason']): void {
  socket.emit('goodbye', { reason } satisfies Goodbye)
  if (reason === 'access_changed') socket.conn.close()
  else socket.disconnect(true)
}
