/**
 * How guessing is stopped. Failures count per address tried and per network they come from, over a quarter of an
 * hour. An address that reaches its limit is locked: every attempt is answered 423 with the time left, whether the
 * password is right or not, and an address that nobody has is counted, locked and answered just the same. So neither
 * the lock nor the answer tells who works here, and a guess made while locked teaches nothing.
 * Back in: by waiting, by an administrator's unlocking, or by a password reset.
 */
export const windowMinutes = 15
export const networkLimit = 50

export const windowStart = (now: Date): Date => minutesAfter(now, -windowMinutes)

export function lockFor(
  failuresBefore: number,
  rules: { lockAfterFailures: number; lockMinutes: number },
  now: Date,
): Date | null {
  return failuresBefore + 1 >= rules.lockAfterFailures ? minutesAfter(now, rules.lockMinutes) : null
}

/** When the network may try again: once the oldest of its last fifty failures is a quarter of an hour old. */
export const networkWait = (fiftiethLast: Date, now: Date): number =>
  secondsUntil(minutesAfter(fiftiethLast, windowMinutes), now)

export const secondsUntil = (then: Date, now: Date): number =>
  Math.max(1, Math.ceil((then.getTime() - now.getTime()) / 1000))

const minutesAfter = (time: Date, minutes: number): Date => new Date(time.getTime() + minutes * 60_000)
