/** Windows, addresses of media and old messages go by this, so that a test need not wait a day. */
export type Clock = { now: () => number; advance: (milliseconds: number) => void }

export function createClock(): Clock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance: (milliseconds) => {
      ahead += milliseconds
    },
  }
}
