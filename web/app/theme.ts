import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const listeners = new Set<() => void>()
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
let chosen = remembered()

export const useTheme = () => useSyncExternalStore(listen, () => chosen)

export function setTheme(theme: Theme): void {
  chosen = theme
  try {
    localStorage.setItem('prosa.theme', theme)
  } catch {
    // Blocked storage: the choice lasts until the page is closed.
  }
  paint()
  for (const listener of listeners) listener()
}

/** Once, at the start: the first paint was made by public/first-paint.js, this follows the system from then on. */
export function followSystemTheme(): void {
  systemIsDark.addEventListener('change', paint)
  paint()
}

export const isDark = () => chosen === 'dark' || (chosen === 'system' && systemIsDark.matches)

function paint() {
  const dark = isDark()
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  // The browser's own bar takes the colour of the rail.
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', dark ? '#0d0c0f' : '#f6f4f0')
}

function listen(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function remembered(): Theme {
  try {
    const stored = localStorage.getItem('prosa.theme')
    return themes.find((each) => each === stored) ?? 'system'
  } catch {
    return 'system'
  }
}
