import { useSyncExternalStore } from 'react'

const TICK = 15_000
let now = Date.now()
let timer: number | undefined
const listeners = new Set<() => void>()

function listen(listener: () => void) {
  listeners.add(listener)
  if (timer === undefined) {
    now = Date.now()
    timer = window.setInterval(tick, TICK)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.clearInterval(timer)
    timer = undefined
  }
}

function tick() {
  now = Date.now()
  for (const listener of listeners) listener()
}

/** One timer for every clock on the page, so that a queue of 200 rows does not run 200 of them. */
export const useNow = () => new Date(useSyncExternalStore(listen, () => now))
