/** Every number that bounds what a socket can cost, in one place. */
export const limits = {
  messageBytes: 100_000,
  sockets: 10_000,
  socketsPerActor: 50,
  /** How long a connection may stay without having said who it is. */
  handshakeMs: 10_000,
  /** Per address: wrong keys and tokens. */
  refusals: { size: 30, perSecond: 0.5 },
  refusalsRemembered: 10_000,
  messages: { size: 30, perSecond: 30 },
  /** Messages dropped before the socket is. */
  dropped: { size: 300, perSecond: 10 },
  /** Messages of a socket waiting for one another. */
  waiting: 50,
  recheckMs: 30_000,
  /** How long another process may go on knowing somebody by heart. */
  knownByHeartMs: 1_100,
  cursorMs: 10_000,
  caughtUpEvents: 1_000,
  /** Catching up at once: everybody reconnects together after a break. */
  catchingUp: 4,
  /** Many, because what they look up is gathered: the more at once, the fewer questions. */
  rulesAtOnce: 200,
  userAgentLength: 300,
  tidyMs: 2_000,
} as const

/** How often sockets are looked after without a reason, and how long for at most; tests change it to prove the reasons. */
export type Pace = { lookEveryMs?: number } & { [K in 'recheckMs' | 'knownByHeartMs' | 'tidyMs']: number }
