import { useRef } from 'react'

/**
 * Radix gives the focus back to a trigger of its own; these panels are opened by state or by an address, so whoever
 * held the focus is remembered here.
 */
export function useFocusReturn() {
  const opener = useRef<HTMLElement | null>(null)
  return {
    onOpenAutoFocus: (event: Event) => {
      opener.current = openerOf(document.activeElement)
      focusFirstField(event)
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      // Deleted with what it stood for: then the content, and not the top of the page.
      const target = opener.current?.isConnected ? opener.current : document.getElementById('content')
      target?.focus({ preventScroll: true })
    },
  }
}

/** A menu is gone when the panel closes: what had opened it is meant. */
function openerOf(active: Element | null): HTMLElement | null {
  const trigger = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  const opener = trigger ? document.getElementById(trigger) : active
  return opener instanceof HTMLElement && opener !== document.body ? opener : null
}

/** Where the typing begins; without a field, or under a thumb (the keyboard would cover the question), the sheet itself. */
function focusFirstField(event: Event): void {
  event.preventDefault()
  const sheet = event.currentTarget instanceof HTMLElement ? event.currentTarget : null
  const fields = 'input:not([type=checkbox], [type=radio], [type=hidden], [hidden]), textarea, select'
  const thumb = window.matchMedia('(pointer: coarse)').matches
  const field = thumb ? null : sheet?.querySelector<HTMLElement>(fields)
  ;(field ?? sheet)?.focus()
}
