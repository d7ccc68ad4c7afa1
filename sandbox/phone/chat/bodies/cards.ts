import type { ThreadMessage } from '../../../api.ts'
import { avatar } from '../../dom/avatar.ts'
import { h } from '../../dom/h.ts'
import { icon } from '../../dom/icons.ts'
import { say } from '../../language.ts'
import { showPhone } from '../../text/people.ts'
import { fields, list, text } from '../../wire/unknown.ts'

export function buildContacts(content: unknown): HTMLElement[] {
  return list(content).map((each) => {
    const contact = fields(each)
    const name = text(fields(contact.name).formatted_name) || say('contact')
    const phones = list(contact.phones).map((phone) => text(fields(phone).phone))
    return h(
      'div',
      { class: 'contact-card' },
      avatar(name, name),
      h('span', {}, h('b', {}, name), ...phones.map((phone) => h('small', {}, phone && showPhone(phone)))),
    )
  })
}

/** The advertisement that somebody tapped before they wrote. */
export function buildAd(referral: NonNullable<ThreadMessage['referral']>): HTMLElement {
  return h(
    'div',
    { class: 'ad' },
    h('span', { class: 'ad-mark' }, icon('ad', 18)),
    h(
      'span',
      {},
      h('small', {}, say('fromAd')),
      h('b', {}, text(referral.headline)),
      h('span', { class: 'ad-words' }, text(referral.body)),
    ),
  )
}

export function buildOrder(content: unknown): HTMLElement {
  const { product_items, text: note } = fields(content)
  return h(
    'div',
    { class: 'paper' },
    h('span', { class: 'paper-icon' }, icon('bag', 20)),
    h(
      'span',
      { class: 'paper-words' },
      h('b', {}, say('order')),
      h('small', {}, say('items', { count: list(product_items).length })),
    ),
    text(note) !== '' && h('p', {}, text(note)),
  )
}
