import { field } from '../dom/controls.ts'
import { askFor } from '../dom/dialog.ts'
import { h } from '../dom/h.ts'
import { say, type Word } from '../language.ts'
import { choose, putCustomer } from '../store.ts'
import { readPhone, readUsername } from '../text/people.ts'
import { createCustomer } from '../wire/calls.ts'
import { why } from '../wire/why.ts'

const kinds = ['withPhone', 'onlyUsername'] as const satisfies Word[]
type Kind = (typeof kinds)[number]

export function openNewCustomer(): void {
  const name = field({ label: say('name') })
  const phone = field({ label: say('phone'), hint: say('phoneOrNone'), inputmode: 'tel' })
  const username = field({ label: say('username'), hint: say('usernameHint') })
  let kind: Kind = 'withPhone'
  const show = () => {
    phone.root.hidden = kind !== 'withPhone'
    username.root.hidden = kind !== 'onlyUsername'
  }
  const radios = segmented(kind, (chosen) => {
    kind = chosen
    show()
  })
  show()
  askFor(
    { title: say('newCustomer'), submit: say('create') },
    [name.root, radios, phone.root, username.root],
    async () => {
      const typed = {
        name: name.input.value.trim(),
        phone: phone.input.value.trim(),
        username: username.input.value.trim(),
      }
      const digits = readPhone(typed.phone)
      const handle = readUsername(typed.username)
      const where = kind === 'withPhone' ? phone : username
      if (!typed.name) return wrong(name, say('nameMissing'))
      if (kind === 'withPhone' && typed.phone && !digits) return wrong(phone, say('badPhone'))
      if (kind === 'onlyUsername' && !handle) return wrong(username, say('badUsername'))
      const identity = kind === 'onlyUsername' ? { username: handle } : digits ? { phone: `+${digits}` } : {}
      try {
        const customer = await createCustomer({ name: typed.name, ...identity })
        putCustomer(customer)
        choose(customer.id)
        return true
      } catch (error) {
        return wrong(where, why(error))
      }
    },
  )
}

function wrong({ complain }: ReturnType<typeof field>, words: string): false {
  complain(words)
  return false
}

function segmented(chosen: Kind, change: (kind: Kind) => void): HTMLElement {
  const options = kinds.map((kind) => {
    const input = h('input', {
      type: 'radio',
      name: 'kind',
      value: kind,
      checked: kind === chosen,
      onchange: () => change(kind),
    })
    return h('label', {}, input, h('span', {}, say(kind)))
  })
  return h('fieldset', { class: 'segmented' }, h('legend', {}, say('howKnown')), h('div', {}, ...options))
}
