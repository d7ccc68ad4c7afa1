import { h } from './h.ts'

/** A sentence at the bottom of the screen, read out too; gone after a while. */
export function tell(words: string, tone: 'plain' | 'bad' = 'plain'): void {
  const place = document.getElementById('toasts')
  if (!place) return
  const toast = h('p', { class: `toast ${tone}` }, words)
  place.replaceChildren(toast)
  // Shown anew, so that it stands above a dialog that opened meanwhile.
  if (place.matches(':popover-open')) place.hidePopover()
  place.showPopover()
  clearTimeout(waiting)
  waiting = setTimeout(() => toast.remove(), tone === 'bad' ? 8000 : 4000)
}

let waiting: ReturnType<typeof setTimeout> | undefined
