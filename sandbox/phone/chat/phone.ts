import { buildComposer } from '../composer/composer.ts'
import { takeFiles } from '../composer/files.ts'
import { tap } from '../composer/tapping.ts'
import { h } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { locale, say } from '../language.ts'
import { now, on, openChat, state } from '../state.ts'
import { time } from '../text/days.ts'
import { buildHeader } from './header.ts'
import { buildThread } from './thread.ts'

/** The phone itself: a frame where there is room for one, the bare screen where there is not. */
export function buildPhone(openDetails: () => void): HTMLElement {
  const screen = h(
    'div',
    { class: 'screen' },
    statusBar(),
    buildHeader(openDetails),
    buildThread(tap),
    buildComposer(),
    h('span', { class: 'home-line', 'aria-hidden': 'true' }),
  )
  takeDrops(screen)
  const nobody = h('div', { class: 'nobody' }, icon('chat', 32), h('p', {}, say('chooseSomebody')))
  const phone = h('div', { class: 'phone' }, screen, nobody)
  const show = () => {
    screen.hidden = state.chosen === ''
    nobody.hidden = !screen.hidden
  }
  on(['choice', 'people'], show)
  show()
  return phone
}

/** The little things that make a rectangle a phone. */
function statusBar(): HTMLElement {
  const clock = h('span', { class: 'bar-time' }, time(now(), locale))
  setInterval(() => {
    clock.textContent = time(now(), locale)
  }, 10_000)
  const net = h('span', { class: 'bar-icons' })
  const show = () => {
    const online = state.customers.find(({ id }) => id === state.chosen)?.online ?? true
    net.replaceChildren(
      ...(online ? [icon('signal', 14), icon('wifi', 14)] : [icon('offline', 14)]),
      icon('battery', 18),
    )
  }
  on(['choice', 'people'], show)
  show()
  return h('div', { class: 'status-bar', 'aria-hidden': 'true' }, clock, h('span', { class: 'camera' }), net)
}

function takeDrops(screen: HTMLElement): void {
  const mark = (over: boolean) => screen.classList.toggle('dropping', over)
  screen.dataset.drop = say('dropHere')
  screen.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    mark(openChat()?.progress === 'ready')
  })
  screen.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node && screen.contains(event.relatedTarget))) mark(false)
  })
  screen.addEventListener('drop', (event) => {
    event.preventDefault()
    mark(false)
    if (openChat()?.progress === 'ready') takeFiles([...(event.dataTransfer?.files ?? [])])
  })
}
