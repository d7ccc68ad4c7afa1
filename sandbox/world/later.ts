export type Later = {
  in: (milliseconds: number, work: () => void) => void
  wait: (milliseconds: number) => Promise<void>
  close: () => void
}

/** One timer for thousands of delayed messages; it runs only while something waits. */
export function createLater(step = 10): Later {
  const due = new Map<number, (() => void)[]>()
  let timer: NodeJS.Timeout | undefined
  let last = 0
  const tick = () => Math.floor(performance.now() / step)

  function run(): void {
    for (const now = tick(); last < now; ) {
      const work = due.get(++last)
      due.delete(last)
      for (const one of work ?? []) one()
    }
    if (due.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  function later(milliseconds: number, work: () => void): void {
    if (!timer) {
      last = tick()
      timer = setInterval(run, step)
    }
    const at = Math.max(last, tick()) + Math.max(1, Math.ceil(milliseconds / step))
    const others = due.get(at)
    if (others) others.push(work)
    else due.set(at, [work])
  }

  return {
    in: later,
    wait: (milliseconds) => new Promise((resolve) => later(milliseconds, resolve)),
    close: () => {
      clearInterval(timer)
      due.clear()
    },
  }
}
