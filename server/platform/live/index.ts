import type { Server as HttpServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { Server } from 'socket.io'
import type { Hello } from '#contract/live.ts'
import type { Deps } from '#platform/context.ts'
import type { LocalAnnouncer } from '#platform/events/announcer.ts'
import { followEvents } from '#platform/events/feed.ts'
import type { Feature } from '#platform/feature.ts'
import type { Identify } from '#platform/http/identify.ts'
import { catchUpWith } from '#platform/live/catch-up.ts'
import { guardDoor } from '#platform/live/door.ts'
import { type GuestSocket, type Io, roomsOf } from '#platform/live/guest.ts'
import { limits, type Pace } from '#platform/live/limits.ts'
import { hearMessages } from '#platform/live/messages.ts'
import { pushesBy } from '#platform/live/pushes.ts'
import { keepChecking, sayGoodbye } from '#platform/live/recheck.ts'
import { openRelay } from '#platform/live/relay.ts'
import type { SocketRule } from '#platform/live/rules.ts'
import { beatCursor, sessionOf, tellAll, tellHere } from '#platform/live/telling.ts'
import type { Log } from '#platform/log.ts'
import { system } from '#platform/policy.ts'

export type Live = { io: Io; close: () => Promise<void> }

type Options = {
  /** Not listening yet. */
  server: HttpServer
  deps: Deps
  identify: Identify
  features: readonly Feature[]
  /** For hearing of what other processes did. */
  connection: pg.ClientConfig
  announcer: LocalAnnouncer
  pace?: Pace
}

/**
 * Sockets on the port of the HTTP server. Each process reads the events itself and tells its own sockets: nothing
 * that must arrive goes through anything but the database.
 */
export async function startLive({
  server,
  deps,
  identify,
  features,
  connection,
  announcer,
  pace = limits,
}: Options): Promise<Live> {
  const { config, db, log } = deps
  const rules = rulesOf(features)
  const io: Io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: limits.messageBytes,
    connectTimeout: limits.handshakeMs,
    cors: { origin: config.corsOrigins.includes('*') ? '*' : config.corsOrigins },
  })
  const ctx = { ...deps, actor: system }
  const toPushes = pushesBy(
    ctx,
    features.flatMap(({ live = [] }) => live),
  )
  const checking = keepChecking(io, deps, identify, pace)
  const relay = await openRelay({ url: config.redisUrl, log, hear: (push) => tellHere(io, push) })
  const feed = await followEvents({
    db,
    connection,
    announcer,
    log,
    ...(pace.lookEveryMs && { lookEveryMs: pace.lookEveryMs }),
    async onEvents(events, settled) {
      // With nobody to tell, nothing needs to be asked for.
      if (io.sockets.sockets.size > 0) tellAll(io, await toPushes(events), settled)
      checking.after(events)
    },
  })
  const catchUp = catchUpWith(ctx, toPushes, feed.cursor)
  const dismiss = (socket: GuestSocket) => sayGoodbye(socket, 'too_many_messages')
  const leaving = tidying(log)
  const connected = deps.metrics.gauge('prosa_sockets', 'Sockets connected to this process')

  guardDoor(io, deps, identify)
  io.on('connection', (socket) => {
    const { actor, onClose } = socket.data.guest
    connected.inc()
    socket.on('disconnect', () => {
      connected.dec()
      leaving.tidy(onClose)
    })
    void socket.join(roomsOf(actor))
    const session = sessionOf(io, socket, { pass: relay.tell, tidy: leaving.tidy })
    hearMessages(socket, { deps, rules, catchUp, session, dismiss })
    const personId = actor.kind === 'person' ? actor.id : null
    socket.emit('hello', { cursor: feed.cursor(), personId } satisfies Hello)
  })
  const beat = beatCursor(io, feed)
  return {
    io,
    async close() {
      clearInterval(beat)
      checking.stop()
      relay.close()
      await feed.stop()
      // It also closes the HTTP server and waits for its requests; that is for whoever owns it, with a limit.
      void io.close()
      await Promise.race([leaving.done(), sleep(pace.tidyMs, undefined, { ref: false })])
    },
  }
}

/** Several features may hear the same message: the earlier one first, and what it refuses no later one hears. */
function rulesOf(features: readonly Feature[]): Map<string, SocketRule[]> {
  const rules = new Map<string, SocketRule[]>()
  for (const rule of features.flatMap(({ sockets = [] }) => sockets))
    rules.set(rule.name, [...(rules.get(rule.name) ?? []), rule])
  return rules
}

/** What features do when a connection is gone; the end waits for it. */
function tidying(log: Log) {
  const running = new Set<Promise<void>>()
  return {
    tidy(works: ReadonlyArray<() => Promise<void>>): void {
      for (const work of works) {
        const run = work()
          .catch((error: unknown) => log.error({ err: error }, 'what a socket left behind was not tidied up'))
          .finally(() => running.delete(run))
        running.add(run)
      }
    },
    async done(): Promise<void> {
      // The sockets are told of the end in the next turn.
      await new Promise(setImmediate)
      await Promise.all(running)
    },
  }
}
