import { h } from './h.ts'
import { type IconName, icon } from './icons.ts'
import { closePopover, openPopover } from './popover.ts'

export type MenuItem = { label: string; icon?: IconName; run: () => void; bad?: boolean; checked?: boolean }
type Extra = {
  /** Stands above the items: a row of reactions, say. Its buttons are items of the menu too. */
  top?: HTMLElement[]
  at?: { x: number; y: number }
}

export function openMenu(
  anchor: Element,
  label: string,
  items: MenuItem[],
  { top = [], at }: Extra = {},
): void {
  const rows = items.map(menuRow)
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label })
  if (top.length > 0) menu.append(h('div', { class: 'menu-top', role: 'group', 'aria-label': label }, ...top))
  menu.append(...rows)
  for (const stop of [...top, ...rows]) stop.addEventListener('click', () => closePopover?.())
  openPopover(anchor, menu, { stops: [...top, ...rows] }, at)
}

function menuRow({ label, icon: name, run, bad = false, checked }: MenuItem): HTMLButtonElement {
  const attributes = {
    type: 'button',
    role: checked === undefined ? 'menuitem' : 'menuitemcheckbox',
    class: bad ? 'menu-item bad' : 'menu-item',
    'aria-checked': checked === undefined ? undefined : String(checked),
    tabindex: -1,
  }
  const mark = checked === undefined ? name && icon(name, 18) : h('span', { class: 'menu-mark' })
  if (checked && mark) mark.append(icon('check', 18))
  const row = h('button', attributes, mark, h('span', {}, label))
  // After the menu is gone and the focus is back, so that what opens next can give it back in turn.
  row.addEventListener('click', () => queueMicrotask(run))
  return row
}
