import type { Customer, Faults, Status, ThreadMessage } from '../api.ts'

export type Change =
  | { event: 'message'; data: { customer: string; number: string; message: ThreadMessage } }
  | {
      event: 'status'
      data: { customer: string; number: string; id: string; status: Status; error?: ThreadMessage['error'] }
    }
  | { event: 'typing'; data: { customer: string; number: string; until: number } }
  | { event: 'customer'; data: Customer }
  | { event: 'faults'; data: Faults }

/** Tells the open phone pages, and whoever writes the state to the disk. */
export type Changes = {
  tell: (change: Change) => void
  listen: (listener: (change: Change) => void) => () => void
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>()
  return {
    tell: (change) => {
      for (const listener of listeners) listener(change)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
