import { h } from './h.ts'

/** A sentence at the bottom of the screen, read out too; gone after a while. */
export function tell(words: string, tone: 'plain' | 'bad' = 'plain'): void {
  const place = document.getElementById('toasts')
  const toast = h('p', { class: `toast ${tone}` }, words)
  place?.replaceChildren(toast)
  clearTimeout(waiting)
  waiting = setTimeout(() => toast.remove(), tone === 'bad' ? 8000 : 4000)
}

let waiting: ReturnType<typeof setTimeout> | undefined
