import { shopAvatar } from '../dom/avatar.ts'
import { iconButton } from '../dom/controls.ts'
import { fill, h } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { openMenu } from '../dom/menu.ts'
import { say } from '../language.ts'
import { chosenNumber, on, state } from '../state.ts'
import { choose, chooseNumber } from '../store.ts'
import { showPhone } from '../text/people.ts'

/** The business one talks to; where it has several numbers, which of them. */
export function buildHeader(openDetails: () => void): HTMLElement {
  const name = h('div', { class: 'chat-name' })
  const back = iconButton(say('back'), 'back', leaveChat, 'back')
  const details = iconButton(say('thisCustomer'), 'sliders', openDetails, 'details-button')
  const show = () => fill(name, ...nameWords(name))
  on(['choice', 'connection', 'people'], () => {
    if (name.dataset.shows !== printOf()) show()
    name.dataset.shows = printOf()
  })
  show()
  return h('header', { class: 'chat-head' }, back, shopAvatar(), name, details)
}

/** The way back of the browser, where it leads to the people. */
function leaveChat(): void {
  if (history.state === 'chat') history.back()
  else choose('')
}

const printOf = () => JSON.stringify([state.number, state.numbers])

function nameWords(anchor: HTMLElement): Node[] {
  const chosen = chosenNumber()
  if (!chosen) return [h('b', {}, say('business'))]
  const phone = h('small', {}, showPhone(chosen.phone))
  if (state.numbers.length < 2) return [h('b', {}, chosen.name), phone]
  const button = h(
    'button',
    { type: 'button', class: 'number', 'aria-haspopup': 'menu', title: say('switchNumber') },
    h('b', {}, chosen.name, icon('down', 14)),
    phone,
  )
  button.addEventListener('click', () => {
    const items = state.numbers.map(({ id, name, phone }) => ({
      label: `${name} · ${showPhone(phone)}`,
      checked: id === state.number,
      run: () => chooseNumber(id),
    }))
    openMenu(anchor, say('switchNumber'), items)
  })
  return [button]
}
