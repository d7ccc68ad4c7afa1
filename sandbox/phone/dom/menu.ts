import { h } from './h.ts'
import { type IconName, icon } from './icons.ts'

export type MenuItem = { label: string; icon?: IconName; run: () => void; bad?: boolean; checked?: boolean }
type Point = { x: number; y: number }

/** Opens beside an element, or where the pointer is. `top` stands above the items: a row of reactions, say. */
export function openMenu(anchor: Element, label: string, items: MenuItem[], top?: Menuish, at?: Point): void {
  closeMenu?.()
  const rows = items.map((item) => menuRow(item, () => close()))
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label, popover: 'manual' })
  menu.append(...(top ? [top.root] : []), ...rows)
  const stops = [...(top?.stops ?? []), ...rows]
  const home = document.activeElement
  function close(): void {
    if (closeMenu !== close) return
    closeMenu = undefined
    document.removeEventListener('pointerdown', outside, true)
    menu.remove()
    if (home instanceof HTMLElement && home.isConnected && document.activeElement === document.body) home.focus()
  }
  const outside = (event: Event) => event.target instanceof Node && !menu.contains(event.target) && close()
  menu.addEventListener('keydown', (event) => move(event, stops, close))
  for (const stop of top?.stops ?? []) stop.addEventListener('click', close)
  document.addEventListener('pointerdown', outside, true)
  closeMenu = close
  // A modal dialog covers everything outside of it.
  ;(anchor.closest('dialog') ?? document.body).append(menu)
  menu.showPopover()
  place(menu, anchor.getBoundingClientRect(), at)
  stops[0]?.focus()
}

export type Menuish = { root: HTMLElement; stops: HTMLElement[] }

let closeMenu: (() => void) | undefined

function menuRow({ label, icon: name, run, bad = false, checked }: MenuItem, close: () => void) {
  const role = checked === undefined ? 'menuitem' : 'menuitemradio'
  const row = h(
    'button',
    { type: 'button', role, class: bad ? 'menu-item bad' : 'menu-item', 'aria-checked': checked && 'true' },
    name ? icon(name, 16) : checked !== undefined && h('span', { class: 'menu-mark' }, checked && icon('check', 16)),
    h('span', {}, label),
  )
  row.addEventListener('click', () => {
    close()
    run()
  })
  return row
}

function move(event: KeyboardEvent, stops: HTMLElement[], close: () => void): void {
  const here = stops.findIndex((stop) => stop === document.activeElement)
  const steps: Record<string, number> = { ArrowDown: here + 1, ArrowRight: here + 1, ArrowUp: here - 1, ArrowLeft: here - 1 }
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? stops.length - 1 : steps[event.key]
  if (to !== undefined) stops.at(to % stops.length)?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') close()
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Below the anchor, or above where there is no room; never off the screen. */
function place(menu: HTMLElement, anchor: DOMRect, at?: Point): void {
  const { width, height } = menu.getBoundingClientRect()
  const edge = 8
  const below = at?.y ?? anchor.bottom + 4
  const top = below + height > innerHeight - edge ? (at?.y ?? anchor.top - 4) - height : below
  const left = at?.x ?? (anchor.left + width > innerWidth - edge ? anchor.right - width : anchor.left)
  menu.style.top = `${Math.max(edge, top)}px`
  menu.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`
}
