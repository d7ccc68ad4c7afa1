import type { ListedCustomer } from '../../api.ts'
import { buildTicks } from '../chat/ticks.ts'
import { avatar } from '../dom/avatar.ts'
import { h, type Row } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { count, locale, say } from '../language.ts'
import { now, state, summaryOf } from '../state.ts'
import { briefTime } from '../text/days.ts'
import { showPhone } from '../text/people.ts'
import { preview } from '../text/preview.ts'

/** A username is a name for want of another one. */
export const nameOf = ({ name, username, phone }: ListedCustomer): string =>
  name || (username ? `@${username}` : phone ? showPhone(phone) : say('noName'))

/** Who spoke last stands first; who never did, in the order in which they came. */
export function orderOf(people: readonly ListedCustomer[], number: string): string[] {
  const last = (customer: ListedCustomer) =>
    customer.threads.find((each) => each.number === number)?.last?.at ?? 0
  return [...people].sort((one, other) => last(other) - last(one)).map(({ id }) => id)
}

export const rowOf = (choose: (id: string) => void): Row<ListedCustomer> => ({
  key: ({ id }) => id,
  print: (customer) => {
    const { last, unread } = summaryOf(customer) ?? {}
    const { online, blocked, name, username, phone, id } = customer
    return JSON.stringify([last, unread, online, blocked, name, username, phone, id === state.chosen])
  },
  build: (customer) => h('li', {}, buildRow(customer, choose)),
})

function buildRow(customer: ListedCustomer, choose: (id: string) => void): HTMLElement {
  const { id, online, blocked } = customer
  const { last, unread = 0 } = summaryOf(customer) ?? {}
  const words = { today: say('today'), yesterday: say('yesterday'), locale }
  return h(
    'button',
    {
      type: 'button',
      class: unread > 0 ? 'person unread' : 'person',
      'aria-current': id === state.chosen && 'true',
      onclick: () => choose(id),
    },
    h('span', { class: 'person-face' }, avatar(nameOf(customer), id), away(online, blocked)),
    h('b', {}, nameOf(customer)),
    last && h('time', { datetime: new Date(last.at).toISOString() }, briefTime(last.at, now(), words)),
    lastLine(customer),
    unread > 0 &&
      h('span', { class: 'badge', 'aria-label': count(unread, 'unreadOne', 'unreadMany') }, String(unread)),
  )
}

function lastLine(customer: ListedCustomer): HTMLElement {
  const last = summaryOf(customer)?.last
  if (!last)
    return h(
      'span',
      { class: 'person-last' },
      customer.phone ? showPhone(customer.phone) : `@${customer.username}`,
    )
  const { icon: name, words } = preview(last)
  const mine = last.direction === 'in'
  return h(
    'span',
    { class: 'person-last' },
    mine && last.deletedAt === undefined && buildTicks(last),
    name && icon(name, 14),
    h('span', {}, words),
  )
}

function away(online: boolean, blocked: boolean): HTMLElement | false {
  if (online && !blocked) return false
  const words = say(blocked ? 'blockedMark' : 'offline')
  return h(
    'span',
    { class: 'away', role: 'img', 'aria-label': words, title: words },
    icon(blocked ? 'blocked' : 'offline', 10),
  )
}
