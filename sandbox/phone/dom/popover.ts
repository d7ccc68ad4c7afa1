type Point = { x: number; y: number }
export type Stops = { stops: HTMLElement[]; columns?: number }

/** Something small that floats beside what opened it, until one of its stops is taken or one looks elsewhere. */
export function openPopover(
  anchor: Element,
  root: HTMLElement,
  { stops, columns = 1 }: Stops,
  at?: Point,
): void {
  closePopover?.()
  const home = document.activeElement
  root.setAttribute('popover', 'manual')
  const outside = (event: Event) => {
    if (event.target instanceof Node && !root.contains(event.target)) close()
  }
  function close(): void {
    if (closePopover !== close) return
    closePopover = undefined
    document.removeEventListener('pointerdown', outside, true)
    const mine = root.contains(document.activeElement)
    root.remove()
    if (mine && home instanceof HTMLElement) home.focus()
  }
  root.addEventListener('keydown', (event) => move(event, stops, columns, close))
  document.addEventListener('pointerdown', outside, true)
  closePopover = close
  // A modal dialog covers everything outside of it.
  ;(anchor.closest('dialog') ?? document.body).append(root)
  root.showPopover()
  place(root, anchor.getBoundingClientRect(), at)
  stops[0]?.focus({ preventScroll: true })
}

export let closePopover: (() => void) | undefined

function move(event: KeyboardEvent, stops: HTMLElement[], columns: number, close: () => void): void {
  const here = stops.findIndex((stop) => stop.matches(':focus'))
  const to: Record<string, number> = {
    ArrowDown: here + columns,
    ArrowUp: here - columns,
    ArrowRight: here + 1,
    ArrowLeft: here - 1,
    Home: 0,
    End: stops.length - 1,
  }
  const next = to[event.key]
  if (next !== undefined) stops.at(next % stops.length)?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') close()
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Below the anchor, or above where there is no room; never off the screen. */
function place(root: HTMLElement, anchor: DOMRect, at?: Point): void {
  const { width, height } = root.getBoundingClientRect()
  const edge = 8
  const below = at?.y ?? anchor.bottom + 4
  const top = below + height > innerHeight - edge ? (at?.y ?? anchor.top - 4) - height : below
  const left = at?.x ?? (anchor.left + width > innerWidth - edge ? anchor.right - width : anchor.left)
  root.style.top = `${Math.max(edge, top)}px`
  root.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`
}
