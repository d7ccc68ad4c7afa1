import type { Kept, Thread } from './threads.ts'

/** Every message by its wamid, the oldest forgotten first. */
export type Messages = {
  add: (kept: Kept, thread: Thread | null) => void
  find: (wamid: string) => Kept | undefined
}

const mostInThread = 2_000

export function createMessages(most = 200_000): Messages {
  const byId = new Map<string, { kept: Kept; thread: Thread | null }>()

  function forget(wamid: string): void {
    const found = byId.get(wamid)
    byId.delete(wamid)
    // The oldest of all is also the first of its thread.
    if (found?.thread?.messages[0] === found?.kept) found?.thread?.messages.shift()
  }

  function add(kept: Kept, thread: Thread | null): void {
    byId.set(kept.id, { kept, thread })
    thread?.messages.push(kept)
    const first = thread && thread.messages.length > mostInThread ? thread.messages[0] : undefined
    if (first) forget(first.id)
    for (const [oldest] of byId) {
      if (byId.size <= most) break
      forget(oldest)
    }
  }

  return { add, find: (wamid) => byId.get(wamid)?.kept }
}
