import type { ListedCustomer } from '../../api.ts'
import { button, iconButton } from '../dom/controls.ts'
import { fill, h, reconcile } from '../dom/h.ts'
import { say } from '../language.ts'
import { on, state } from '../state.ts'
import { choose, load } from '../store.ts'
import { openNewCustomer } from './new-customer.ts'
import { nameOf, orderOf, rowOf } from './row.ts'

/** Everybody one can be. */
export function buildPeople(): HTMLElement {
  const list = h('ul', { class: 'people-list' })
  const search = h('input', {
    type: 'search',
    class: 'input search',
    placeholder: say('searchPeople'),
    'aria-label': say('searchPeople'),
  })
  const empty = h('div', { class: 'people-empty' })
  let order: string[] = []

  function show(): void {
    // Nothing moves under the pointer because something arrived.
    if (!list.matches(':hover')) order = orderOf(state.customers, state.number)
    const wanted = search.value.trim().toLocaleLowerCase()
    const found = sorted(state.customers, order).filter((each) =>
      nameOf(each).toLocaleLowerCase().includes(wanted),
    )
    reconcile(list, found, rowOf(choose))
    search.hidden = state.customers.length < 7
    showEmpty(empty, found.length)
  }
  search.addEventListener('input', show)
  list.addEventListener('pointerleave', show)
  list.addEventListener('keydown', (event) => move(event, list))
  on(['people', 'choice', 'connection'], show)
  show()
  return h(
    'aside',
    { class: 'people', 'aria-label': say('people') },
    h(
      'header',
      { class: 'people-head' },
      h('span', { class: 'logo', 'aria-hidden': 'true' }, 'p'),
      h('div', {}, h('h1', {}, say('title')), h('p', {}, say('youAreTheCustomer'))),
      iconButton(say('newCustomer'), 'newPerson', openNewCustomer),
    ),
    search,
    list,
    empty,
  )
}

const sorted = (people: readonly ListedCustomer[], order: readonly string[]) => {
  // Whoever came meanwhile stands at the top.
  const places = new Map(order.map((id, at) => [id, at]))
  return [...people].sort((one, other) => (places.get(one.id) ?? -1) - (places.get(other.id) ?? -1))
}

function showEmpty(place: HTMLElement, found: number): void {
  const what =
    found > 0 ? '' : state.connection === 'ready' && state.customers.length > 0 ? 'none' : state.connection
  if (place.dataset.shows === what) return
  place.dataset.shows = what
  if (what === '') fill(place)
  else if (what === 'none') fill(place, h('p', {}, say('nobodyFound')))
  else if (what === 'loading')
    fill(
      place,
      ...Array.from({ length: 6 }, () => h('span', { class: 'bone' })),
      h('span', { class: 'unseen', role: 'status' }, say('loading')),
    )
  else if (what === 'ready')
    fill(
      place,
      h('p', {}, say('nobodyYet')),
      button({ label: say('newCustomer'), run: openNewCustomer, kind: 'primary' }, 'newPerson'),
    )
  else
    fill(
      place,
      h('p', {}, say('sandboxGone')),
      button({ label: say('tryAgain'), run: () => void load() }, 'again'),
    )
}

function move(event: KeyboardEvent, list: HTMLElement): void {
  const rows = [...list.querySelectorAll('button')]
  const here = rows.findIndex((row) => row.matches(':focus'))
  const to: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }
  const next = rows[to[event.key] ?? -1]
  if (!next) return
  event.preventDefault()
  next.focus()
}
