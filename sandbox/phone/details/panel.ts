import type { ListedCustomer } from '../../api.ts'
import { avatar } from '../dom/avatar.ts'
import { button, field, toggle } from '../dom/controls.ts'
import { askFor } from '../dom/dialog.ts'
import { fill, h } from '../dom/h.ts'
import { locale, say } from '../language.ts'
import { changeOwn } from '../people/change.ts'
import { nameOf } from '../people/row.ts'
import { chosenCustomer, now, on, openChat } from '../state.ts'
import { time } from '../text/days.ts'
import { readPhone, showPhone } from '../text/people.ts'

/** Who one is, and what this person's phone is up to. */
export function buildDetails(): HTMLElement {
  const root = h('section', { class: 'customer', 'aria-label': say('thisCustomer') })
  const facts = h('dl', { class: 'facts' })
  let shown = ''
  let switches: Switches | undefined

  function show(): void {
    const customer = chosenCustomer()
    if (!customer) {
      shown = ''
      fill(root)
      return
    }
    if (shown !== customer.id) {
      switches = buildSwitches(customer)
      const changeNumber = button(
        { label: say('changeNumber'), run: () => openNewNumber(customer.id) },
        'phoneDevice',
      )
      fill(root, head(customer), facts, switches.root, customer.phone !== null && changeNumber)
      shown = customer.id
    }
    fill(facts, ...factsOf(customer))
    switches?.show(customer)
  }
  on(['choice', 'people', 'chat'], show)
  show()
  return root
}

const head = (customer: ListedCustomer) =>
  h(
    'header',
    { class: 'customer-head' },
    avatar(nameOf(customer), customer.id, 56),
    h('h2', {}, nameOf(customer)),
  )

function factsOf(customer: ListedCustomer): Node[] {
  const { phone, username, userId, waId } = customer
  const open = openChat()?.window ?? 0
  const sameDay = new Date(open).toDateString() === new Date(now()).toDateString()
  const until = say(sameDay ? 'windowOpen' : 'windowTomorrow', { time: time(open, locale) })
  const window = open > now() ? until : say('windowClosed')
  const facts: Array<[name: string, value: string | null]> = [
    [say('phone'), phone ? showPhone(phone) : say('hidden')],
    [say('waId'), waId],
    [say('username'), username && `@${username}`],
    [say('userId'), userId],
    [say('window'), window],
  ]
  return facts.flatMap(([name, value]) => (value ? [h('dt', {}, name), h('dd', {}, value)] : []))
}

type Switches = { root: HTMLElement; show: (customer: ListedCustomer) => void }
const kinds = ['online', 'readReceipts', 'blocked'] as const

function buildSwitches(customer: ListedCustomer): Switches {
  const words = {
    online: [say('online'), say('onlineHint')],
    readReceipts: [say('readReceipts'), say('readReceiptsHint')],
    blocked: [say('block'), say('blockHint')],
  }
  const rows = kinds.map((kind) => {
    const [label = '', hint = ''] = words[kind]
    return toggle({
      label,
      hint,
      on: customer[kind],
      change: (on) => void changeOwn(customer.id, { [kind]: on }),
    })
  })
  const show = (now: ListedCustomer) => {
    for (const [at, kind] of kinds.entries()) {
      const input = rows[at]?.querySelector('input')
      if (input) input.checked = now[kind]
    }
  }
  return { root: h('div', { class: 'toggles' }, ...rows), show }
}

function openNewNumber(id: string): void {
  const phone = field({ label: say('newPhone'), hint: say('phoneHint'), required: true, inputmode: 'tel' })
  askFor(
    { title: say('changeNumber'), submit: say('change') },
    [h('p', { class: 'about' }, say('changeNumberWhy')), phone.root],
    async () => {
      const digits = readPhone(phone.input.value)
      const problem = digits ? await changeOwn(id, { newPhone: `+${digits}` }) : say('badPhone')
      if (problem) phone.complain(problem)
      return !problem
    },
  )
}
