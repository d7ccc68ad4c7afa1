import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { PushMark } from '#contract/live.ts'

/**
 * What the server tells without being asked. A feature listens by name; the connection itself (live/connect.ts) is
 * loaded once somebody is in, and makes sure that nothing is missed and nothing is told twice.
 */
export type LivePayload<T> = T & PushMark
type Hear = (payload: Record<string, unknown>) => void

const listeners = new Map<string, Set<Hear>>()

/** Until the answer is called. `T` is what the contract says of this push. */
export function onLive<T>(name: string, hear: (payload: LivePayload<T>) => void): () => void {
  const mine: Hear = (payload) => hear(payload as LivePayload<T>) // the server keeps to the contract, as in api.ts
  const all = listeners.get(name) ?? new Set()
  listeners.set(name, all.add(mine))
  return () => void all.delete(mine)
}

/** While the component is on screen. */
export function useLive<T>(name: string, hear: (payload: LivePayload<T>) => void): void {
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  })
  useEffect(() => onLive<T>(name, (payload) => latest.current(payload)), [name])
}

export function pass(name: string, payload: Record<string, unknown>): void {
  for (const hear of listeners.get(name) ?? []) hear(payload)
}

/** `broken`: it was there, or should be by now, and is not. */
export type LiveState = 'off' | 'connecting' | 'connected' | 'broken'

let state: LiveState = 'off'
const watchers = new Set<() => void>()

export const useLiveState = (): LiveState => useSyncExternalStore(watch, () => state)

export function setLiveState(next: LiveState): void {
  state = next
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

type Mouth = (name: string, message: unknown) => void
let mouth: Mouth | null = null

/** Says something over the socket; nothing, while there is none. For what is worth nothing later: typing, presence. */
export const emitLive: Mouth = (name, message) => mouth?.(name, message)

export function setMouth(next: Mouth | null): void {
  mouth = next
}
