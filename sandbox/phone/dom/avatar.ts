import { initials, tintOf } from '../text/people.ts'
import { h } from './h.ts'
import { icon } from './icons.ts'

/** Always beside the name it stands for, so it says nothing to screen readers. */
export const avatar = (name: string, id: string, size = 40): HTMLElement =>
  h('span', { class: `avatar tint-${tintOf(id)} size-${size}`, 'aria-hidden': 'true' }, initials(name))

export const shopAvatar = (): HTMLElement =>
  h('span', { class: 'avatar shop size-36', 'aria-hidden': 'true' }, icon('store', 20))
