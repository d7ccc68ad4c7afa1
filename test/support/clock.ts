export type Clock = {
  now: () => Date
  set: (date: Date | string) => void
  advance: (milliseconds: number) => void
}

/** Goes with the real time until it is set; from then on it only moves when told to. */
export function testClock(): Clock {
  let fixed: number | undefined
  const now = () => new Date(fixed ?? Date.now())
  return {
    now,
    set: (date) => {
      fixed = new Date(date).getTime()
    },
    advance: (milliseconds) => {
      fixed = now().getTime() + milliseconds
    },
  }
}
