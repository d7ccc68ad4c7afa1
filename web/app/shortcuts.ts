import { useEffect, useRef, useSyncExternalStore } from 'react'
import { cutShort, hasOverlay, isTyping, strokeOf } from './keys/strokes.ts'

export type Shortcut = {
  /** 'j', '?', 'g c' (one after the other), 'mod+k' (Ctrl, or ⌘ on a Mac). */
  keys: string
  label: string
  group: string
  run: () => void
}

const PATIENCE = 1200
const lists = new Set<{ current: readonly Shortcut[] }>()
let pressed: string[] = []
let timer: number | undefined

/** Holds while the component is on screen. What was registered last wins: the screen in front before the shell behind. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const list = useRef(shortcuts)
  useEffect(() => {
    list.current = shortcuts
  })
  useEffect(() => {
    lists.add(list)
    return () => void lists.delete(list)
  }, [])
}

export const allShortcuts = () => [...lists].flatMap((list) => list.current)

/** Once, in the shell. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}

function onKey(event: KeyboardEvent) {
  const stroke = strokeOf(event)
  if (!stroke || event.defaultPrevented || hasOverlay()) return
  const chord = stroke.startsWith('mod+')
  if (!chord && (isTyping(event) || !singleKeysOn())) return

  pressed = chord ? [stroke] : [...pressed, stroke]
  window.clearTimeout(timer)
  timer = window.setTimeout(() => (pressed = []), PATIENCE)

  const shortcuts = allShortcuts().reverse()
  const found =
    shortcuts.find(({ keys }) => keys === pressed.join(' ')) ?? shortcuts.find(({ keys }) => keys === stroke)
  if (found) {
    event.preventDefault()
    pressed = []
    found.run()
  } else if (!shortcuts.some(({ keys }) => keys.startsWith(`${pressed.join(' ')} `))) {
    pressed = cutShort(stroke, shortcuts)
  }
}

// Whoever dictates "good morning" must be able to silence single letters (WCAG 2.1.4).
const switchListeners = new Set<() => void>()

export const useSingleKeys = () => useSyncExternalStore(onSwitch, singleKeysOn)

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem('prosa.single-keys', on ? 'on' : 'off')
  } catch {
    // Blocked storage: they stay on.
  }
  for (const listener of switchListeners) listener()
}

function singleKeysOn(): boolean {
  try {
    return localStorage.getItem('prosa.single-keys') !== 'off'
  } catch {
    return true
  }
}

function onSwitch(listener: () => void) {
  switchListeners.add(listener)
  return () => switchListeners.delete(listener)
}
