import { h, reconcile } from './dom/h.ts'
import { type IconName, icon } from './dom/icons.ts'
import { count, say } from './language.ts'
import { active } from './mischief/faults.ts'
import { on, state } from './state.ts'

type Notice = {
  key: string
  icon: IconName
  tone: 'bad' | 'warn' | 'plain'
  words: string
  act?: { label: string; run: () => void }
}

/** What one should know before one wonders: no connection, nobody listening, mischief under way. */
export function buildNotices(openMischief: () => void): HTMLElement {
  const root = h('div', { class: 'notices', role: 'status' })
  const show = () =>
    reconcile(root, noticesOf(openMischief), { key: ({ key }) => key, print: ({ words }) => words, build })
  on(['connection', 'faults', 'people'], show)
  show()
  return root
}

function noticesOf(openMischief: () => void): Notice[] {
  const notices: Notice[] = []
  if (state.connection === 'lost')
    notices.push({ key: 'lost', icon: 'offline', tone: 'bad', words: say('reconnecting') })
  if (state.connection === 'ready' && state.stuck)
    notices.push({ key: 'stuck', icon: 'info', tone: 'plain', words: say('nobodyListens') })
  const faults = active(state.faults).length
  if (faults > 0)
    notices.push({
      key: 'faults',
      icon: 'storm',
      tone: 'warn',
      words: count(faults, 'faultOne', 'faultMany'),
      act: { label: say('see'), run: openMischief },
    })
  return notices
}

function build({ icon: name, tone, words, act }: Notice): HTMLElement {
  const button = act && h('button', { type: 'button', class: 'link', onclick: act.run }, act.label)
  return h('p', { class: `notice ${tone}` }, icon(name, 16), h('span', {}, words), button)
}
