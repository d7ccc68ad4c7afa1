/** Every number that bounds what a caller can cost, in one place. */
export const limits = {
  bodyBytes: 1024 * 1024,
  /** Of all signed requests together that are being read or answered. */
  rawBytesHeld: 256 * 1024 * 1024,
  jsonLevels: 50,
  pathParameterLength: 200,
  /** Whoever takes a file sets its size; nothing is kept of it in memory. */
  multipart: {
    files: 1,
    fields: 10,
    fieldSize: 1_000,
    parts: 11,
    headerPairs: 20,
    fileSize: 200 * 1024 * 1024,
  },
  fieldErrors: 50,
  userAgentLength: 300,

  /** Requests per window; a route may be tighter. */
  rate: {
    perSeconds: 60,
    signedIn: 600,
    anonymousSafe: 600,
    anonymousUnsafe: 120,
    refusedCredentials: 120,
    /** Callers remembered per limit. Without a bound, a flood of addresses would fill the memory. */
    callers: 50_000,
  },

  idempotency: { claimSeconds: 60, keepHours: 24, keptReplyBytes: 256 * 1024, purgeBatch: 1000 },

  /** Milliseconds. Keep-alive outlives the usual 60 s of a balancer, which would otherwise meet a closed socket. */
  timeouts: { headers: 20_000, request: 120_000, idleSocket: 130_000, keepAlive: 72_000, redis: 500 },

  /** How late the event loop may run, averaged over a second, before requests are turned away; a busy hour stays far below. */
  eventLoopDelay: 500,
  drain: 7000,
} as const

/** At most `max` in any window of `perSeconds`. */
export type Limit = { max: number; perSeconds: number }
export type RateLimits = { [K in keyof typeof limits.rate]: number }
