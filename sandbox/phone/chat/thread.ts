import { button } from '../dom/controls.ts'
import { fill, h, reconcile } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { locale, say } from '../language.ts'
import { chatKey, chosenCustomer, chosenNumber, now, on, openChat, state } from '../state.ts'
import { loadChat } from '../store.ts'
import { dayLabel } from '../text/days.ts'
import { preview } from '../text/preview.ts'
import type { Tapping } from './bodies/offer.ts'
import { buildBubble, buildUnsent, renewTicks } from './bubble.ts'
import { type Item, itemsOf, printOf } from './items.ts'
import { openMessageMenu } from './message-menu.ts'
import { buildStarters } from './starters.ts'

/** The messages, kept at the end for as long as one is there. */
export function buildThread(tap: Tapping): HTMLElement {
  const log = h('div', { class: 'log', role: 'log', 'aria-relevant': 'additions' })
  const empty = h('div', { class: 'thread-empty' })
  const typing = h('div', { class: 'typing', role: 'status' })
  const below = h(
    'button',
    { type: 'button', class: 'to-end', 'aria-label': say('toEnd'), hidden: true },
    icon('down'),
  )
  const content = h('div', { class: 'thread-content' }, empty, log, typing)
  const scroller = h('div', { class: 'thread' }, content)
  const root = h('div', { class: 'thread-box' }, scroller, below)
  let atEnd = true
  let shown = ''

  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight
  }
  scroller.addEventListener('scroll', () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60
    below.hidden = atEnd
  })
  below.addEventListener('click', toEnd)
  // A picture that has loaded, or a keyboard that came up, moves the end.
  const watch = new ResizeObserver(() => atEnd && toEnd())
  watch.observe(content)
  watch.observe(scroller)

  function show(): void {
    const chat = openChat()
    const key = chatKey()
    const grew =
      chat && chat.messages.at(-1)?.direction === 'in' && chat.messages.at(-1)?.id !== log.dataset.last
    if (key !== shown || grew) atEnd = true
    if (key !== shown) log.replaceChildren()
    // Read out is what arrives, not the whole of a chat that was opened.
    log.setAttribute('aria-busy', String(chat?.progress !== 'ready' || key !== shown))
    shown = key
    log.setAttribute('aria-label', say('messagesWith', { name: chosenNumber()?.name ?? say('business') }))
    const items = chat ? itemsOf(chat.messages, state.unsent.get(key) ?? []) : []
    reconcile(log, items, { key: ({ key }) => key, print: printOf, build: (item) => build(item, tap) })
    for (const [at, row] of [...log.children].entries()) {
      const item = items[at]
      if (item?.kind === 'message') renewTicks(row, item.message)
    }
    log.dataset.last = chat?.messages.at(-1)?.id ?? ''
    keepOneStop(log)
    showEmpty(empty, items.length)
    if (atEnd) toEnd()
    if (chat?.progress === 'ready') requestAnimationFrame(() => log.setAttribute('aria-busy', 'false'))
  }

  on(['chat', 'choice', 'connection'], show)
  on(['typing', 'choice'], () => showTyping(typing))
  log.addEventListener('keydown', (event) => move(event, log))
  show()
  return root
}

function build(item: Item, tap: Tapping): HTMLElement {
  switch (item.kind) {
    case 'day':
      return h(
        'p',
        { class: 'day' },
        dayLabel(item.at, now(), { today: say('today'), yesterday: say('yesterday'), locale }),
      )
    case 'system':
      return h('p', { class: 'day system' }, preview(item.message).words)
    case 'unsent':
      return buildUnsent(item.unsent)
    default:
      return buildBubble(item, tap)
  }
}

/** Tab leads into the messages once; arrows lead from one to the next. */
function keepOneStop(log: HTMLElement): void {
  const rows = [...log.querySelectorAll<HTMLElement>('.message')]
  if (rows.some((row) => row.tabIndex === 0 && row.matches(':focus-within'))) return
  for (const row of rows) row.tabIndex = -1
  const last = rows.at(-1)
  if (last) last.tabIndex = 0
}

function move(event: KeyboardEvent, log: HTMLElement): void {
  const rows = [...log.querySelectorAll<HTMLElement>('.message')]
  const here = rows.findIndex((row) => row.matches(':focus'))
  if (here < 0) return
  const to: Record<string, number> = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: rows.length - 1 }
  const next = rows[to[event.key] ?? -1]
  if (next) {
    for (const row of rows) row.tabIndex = row === next ? 0 : -1
    next.focus()
  } else if (['Enter', ' ', 'ContextMenu'].includes(event.key)) openMenuOf(rows[here])
  else return
  event.preventDefault()
}

function openMenuOf(row: HTMLElement | undefined): void {
  const id = row?.dataset.key
  const message = openChat()?.messages.find((each) => each.id === id)
  const anchor = row?.querySelector('.bubble')
  if (message && anchor && message.deletedAt === undefined) openMessageMenu(anchor, message)
}

function showTyping(place: HTMLElement): void {
  clearTimeout(ending)
  const left = (openChat()?.typingUntil ?? 0) - now()
  const customer = chosenCustomer()
  if (left <= 0 || !customer?.online || customer.blocked) {
    fill(place)
    return
  }
  ending = setTimeout(() => showTyping(place), left)
  if (place.childElementCount > 0) return
  const dots = h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'))
  fill(
    place,
    h(
      'span',
      { class: 'bubble' },
      dots,
      h('span', { class: 'unseen' }, say('isTyping', { name: chosenNumber()?.name ?? '' })),
    ),
  )
}
let ending: ReturnType<typeof setTimeout> | undefined

function showEmpty(place: HTMLElement, count: number): void {
  const progress = openChat()?.progress
  const what = count > 0 || !state.chosen ? '' : `${progress} ${chatKey()}`
  if (place.dataset.shows === what) return
  place.dataset.shows = what
  if (what === '') fill(place)
  else if (progress === 'failed')
    fill(
      place,
      h('p', {}, say('chatFailed')),
      button({ label: say('tryAgain'), run: () => void loadChat() }, 'again'),
    )
  else if (progress === 'ready') fill(place, ...buildStarters())
  else fill(place, h('span', { class: 'spinner', role: 'status', 'aria-label': say('loading') }))
}
