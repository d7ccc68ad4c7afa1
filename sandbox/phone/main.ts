import { buildPhone } from './chat/phone.ts'
import { buildDetails } from './details/panel.ts'
import { button } from './dom/controls.ts'
import { openDialog } from './dom/dialog.ts'
import { h } from './dom/h.ts'
import { english, say } from './language.ts'
import { openMischief } from './mischief/drawer.ts'
import { buildNotices } from './notices.ts'
import { buildPeople } from './people/pane.ts'
import { on, remembered, state } from './state.ts'
import { choose, start } from './store.ts'
import { followTheme } from './theme.ts'

const roomForAll = matchMedia('(min-width: 1080px)')
const roomForTwo = matchMedia('(min-width: 760px)')

document.documentElement.lang = english ? 'en' : 'pt-BR'
document.title = say('pageTitle')
followTheme()

const details = h(
  'div',
  { class: 'details-inner' },
  buildDetails(),
  h(
    'section',
    { class: 'mischief-card', 'aria-label': say('mischief') },
    h('h2', {}, say('mischief')),
    h('p', {}, say('mischiefCard')),
    button({ label: say('openMischief'), run: openMischief }, 'storm'),
  ),
)
const aside = h('aside', { class: 'details', 'aria-label': say('details') }, details)
const stage = h('main', { class: 'stage' }, buildNotices(openMischief), buildPhone(openDetails))
const app = h('div', { class: 'app' }, buildPeople(), stage, aside)
document.body.append(app, h('div', { id: 'toasts', role: 'status', popover: 'manual' }))

/** Beside the phone where there is room, else in a drawer: the same details either way. */
function openDetails(): void {
  if (roomForAll.matches) return
  const { close } = openDialog(
    { title: say('details'), kind: 'drawer', onClose: () => aside.append(details) },
    details,
  )
  roomForAll.addEventListener('change', close, { once: true })
}

/** On a narrow screen a chat is a place of its own, which the browser's way back leaves. */
const showPane = () => {
  if (state.chosen && !roomForTwo.matches && history.state !== 'chat') history.pushState('chat', '')
  app.dataset.pane = state.chosen ? 'chat' : 'people'
}
on(['choice'], showPane)
showPane()

addEventListener('popstate', () => {
  if (!roomForTwo.matches && history.state !== 'chat') choose('')
})

/** Somebody is always chosen where both panes are to be seen. */
const chooseFirst = () => {
  if (!roomForTwo.matches || state.chosen || state.customers.length === 0) return
  const kept = state.customers.find(({ id }) => id === remembered('customer'))
  choose((kept ?? state.customers[0])?.id ?? '')
}
on(['people'], chooseFirst)
roomForTwo.addEventListener('change', chooseFirst)

start()
