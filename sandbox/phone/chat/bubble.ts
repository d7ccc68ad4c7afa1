import type { ThreadMessage } from '../../api.ts'
import { h } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { locale, say } from '../language.ts'
import { chosenNumber, type Unsent } from '../state.ts'
import { time } from '../text/days.ts'
import { preview } from '../text/preview.ts'
import { buildAd } from './bodies/cards.ts'
import { buildBody } from './bodies/index.ts'
import type { Tapping } from './bodies/offer.ts'
import { type Item, isWaiting } from './items.ts'
import { openMessageMenu } from './message-menu.ts'
import { buildTicks } from './ticks.ts'

type Shown = Extract<Item, { kind: 'message' }>

export function buildBubble({ message, first, taken, quoted }: Shown, tap: Tapping): HTMLElement {
  const mine = message.direction === 'in'
  const bubble = h(
    'div',
    { class: 'bubble' },
    forwardedMark(message),
    message.referral && buildAd(message.referral),
    message.replyTo !== undefined && buildQuote(quoted),
    ...buildBody(message, { taken, tap }),
    foot(message),
  )
  if (message.error)
    bubble.append(
      h('p', { class: 'trouble' }, icon('alert', 14), `${message.error.code} · ${message.error.title}`),
    )
  const names = [
    'message',
    mine ? 'mine' : 'theirs',
    first && 'first',
    isWaiting(message) && 'waiting',
    `of-${message.type}`,
  ]
  const row = h(
    'article',
    { class: names.filter(Boolean).join(' '), tabindex: -1, 'aria-label': labelOf(message) },
    bubble,
  )
  if (message.deletedAt === undefined) {
    const more = h(
      'button',
      {
        type: 'button',
        class: 'more',
        'aria-label': say('messageMenu'),
        'aria-haspopup': 'menu',
        tabindex: -1,
      },
      icon('down', 16),
    )
    more.addEventListener('click', () => openMessageMenu(more, message))
    bubble.addEventListener('contextmenu', (event) => {
      if (window.getSelection()?.toString()) return
      event.preventDefault()
      openMessageMenu(more, message, { x: event.clientX, y: event.clientY })
    })
    bubble.append(more)
  }
  if (message.reactions.length > 0) bubble.append(reactions(message))
  return row
}

/** Ticks change alone, so that a sound that is playing goes on. */
export function renewTicks(row: Element, message: ThreadMessage): void {
  const ticks = row.querySelector('.ticks')
  if (ticks && ticks.getAttribute('data-status') !== message.status) ticks.replaceWith(buildTicks(message))
}

export function buildUnsent({ words, failed, again, drop }: Unsent): HTMLElement {
  const state = failed === null ? say('sending') : `${say('notSent')} ${failed}`
  const acts = h('span', { class: 'unsent-acts' })
  if (failed !== null)
    acts.append(
      h('button', { type: 'button', class: 'link', onclick: again }, say('tryAgain')),
      h('button', { type: 'button', class: 'link', onclick: drop }, say('discard')),
    )
  const bubble = h('div', { class: 'bubble' }, h('p', { class: 'unsent-words' }, words))
  bubble.append(
    h(
      'p',
      { class: failed === null ? 'foot' : 'trouble' },
      icon(failed === null ? 'clock' : 'alert', 14),
      state,
    ),
    acts,
  )
  return h(
    'article',
    { class: 'message mine unsent', 'aria-label': `${words}. ${state}`, tabindex: -1 },
    bubble,
  )
}

function foot(message: ThreadMessage): HTMLElement {
  const when = new Date(message.at)
  const edited = message.editedAt !== undefined && message.deletedAt === undefined
  return h(
    'p',
    { class: 'foot' },
    edited && h('span', {}, say('edited')),
    h('time', { datetime: when.toISOString() }, time(message.at, locale)),
    message.deletedAt === undefined && buildTicks(message),
  )
}

function forwardedMark({ forwarded }: ThreadMessage): HTMLElement | false {
  if (!forwarded) return false
  const words = say(forwarded === 'frequently' ? 'forwardedOften' : 'forwarded')
  return h('p', { class: 'forwarded' }, icon('forward', 14), words)
}

/** What was quoted may be older than anything the phone remembers. */
function buildQuote(quoted: ThreadMessage | undefined): HTMLElement {
  if (!quoted) return h('div', { class: 'quote' }, h('span', { class: 'quiet' }, say('quoteGone')))
  const { icon: name, words } = preview(quoted)
  return h(
    'div',
    { class: quoted.direction === 'in' ? 'quote own' : 'quote' },
    h('b', {}, nameOf(quoted)),
    h('span', { class: 'quote-words' }, name && icon(name, 14), words),
  )
}

function reactions({ reactions: given }: ThreadMessage): HTMLElement {
  const words = given
    .map(({ by, emoji }) => `${by === 'customer' ? say('you') : shopName()}: ${emoji}`)
    .join(', ')
  const emoji = [...new Set(given.map((each) => each.emoji))].join('')
  const count = given.length > 1 && h('small', {}, String(given.length))
  return h(
    'span',
    { class: 'reactions', role: 'img', 'aria-label': say('reactionsAre', { words }), title: words },
    emoji,
    count,
  )
}

export const nameOf = ({ direction }: ThreadMessage): string => (direction === 'in' ? say('you') : shopName())
const shopName = () => chosenNumber()?.name ?? say('business')

function labelOf(message: ThreadMessage): string {
  return `${nameOf(message)}, ${time(message.at, locale)}: ${preview(message).words}`
}
