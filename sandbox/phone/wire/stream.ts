import type { Customer, Faults, Status, ThreadMessage } from '../../api.ts'
import { streamUrl } from './calls.ts'

type Place = { customer: string; number: string }
export type Listener = {
  message: (event: Place & { message: ThreadMessage }) => void
  status: (event: Place & { id: string; status: Status; error?: ThreadMessage['error'] }) => void
  typing: (event: Place & { until: number | null }) => void
  customer: (event: Customer) => void
  faults: (event: Faults) => void
}
type Connection = { opened: () => void; lost: () => void }

/** Follows the sandbox. The browser reconnects by itself, except after an answer that it takes for the last word. */
export function follow(listener: Listener, { opened, lost }: Connection, pause = 1000): void {
  const source = new EventSource(streamUrl)
  let next = pause
  source.addEventListener('open', () => {
    next = 1000
    opened()
  })
  source.addEventListener('error', () => {
    lost()
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => follow(listener, { opened, lost }, Math.min(next * 2, 10_000)), next)
  })
  for (const name of names)
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      // What each event carries is promised in README.md; the union of listeners cannot say which belongs to which.
      const take = listener[name] as (event: unknown) => void
      take(JSON.parse(data))
    })
}

const names = ['message', 'status', 'typing', 'customer', 'faults'] as const
