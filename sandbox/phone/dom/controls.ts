import { h } from './h.ts'
import { type IconName, icon } from './icons.ts'

type Button = { label: string; run: (event: MouseEvent) => void; kind?: 'primary' | 'plain' | 'bad' }

export function button({ label, run, kind = 'plain' }: Button, name?: IconName): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', class: `button ${kind}`, onclick: run },
    name && icon(name, 16),
    h('span', {}, label),
  )
}

export function iconButton(label: string, name: IconName, run: (event: MouseEvent) => void, more = '') {
  const attributes = { type: 'button', class: `icon-button ${more}`, 'aria-label': label, title: label }
  return h('button', { ...attributes, onclick: run }, icon(name))
}

type Field = { label: string; hint?: string; value?: string; required?: boolean; inputmode?: string }

/** A labelled field; what is wrong with it is said under it with `complain`. */
export function field({ label, hint, value = '', required = false, inputmode }: Field) {
  const id = `field-${++counted}`
  const input = h('input', { id, class: 'input', value, required, inputmode, autocomplete: 'off' })
  const note = h('p', { id: `${id}-note`, class: 'note' }, hint ?? '')
  input.setAttribute('aria-describedby', note.id)
  input.addEventListener('input', () => complain(''))
  function complain(problem: string): void {
    input.setAttribute('aria-invalid', String(problem !== ''))
    note.classList.toggle('bad', problem !== '')
    note.textContent = problem || (hint ?? '')
    if (problem) input.focus()
  }
  const root = h('div', { class: 'field' }, h('label', { for: id }, label), input, note)
  return { root, input, complain }
}

type Toggle = { label: string; hint?: string; on: boolean; change: (on: boolean) => void }

export function toggle({ label, hint, on, change }: Toggle): HTMLLabelElement {
  const id = `toggle-${++counted}`
  const input = h('input', {
    type: 'checkbox',
    role: 'switch',
    class: 'switch',
    checked: on,
    'aria-labelledby': id,
    'aria-describedby': `${id}-hint`,
    onchange: () => change(input.checked),
  })
  const words = h('span', { class: 'toggle-words' }, h('span', { id }, label))
  if (hint) words.append(h('small', { id: `${id}-hint` }, hint))
  return h('label', { class: 'toggle' }, words, input)
}

export function choice(label: string, options: Array<[value: string, words: string]>, value = '') {
  const id = `choice-${++counted}`
  const select = h('select', { id, class: 'input' })
  for (const [key, words] of options)
    select.append(h('option', { value: key, selected: key === value }, words))
  return { root: h('div', { class: 'field' }, h('label', { for: id }, label), select), select }
}

let counted = 0
