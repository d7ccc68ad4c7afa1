import type { OverlayName } from './Overlays.tsx'

const listeners = new Set<(name: OverlayName) => void>()

export function open(name: OverlayName): void {
  for (const listener of listeners) listener(name)
}

export function listenForOpen(listener: (name: OverlayName) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
