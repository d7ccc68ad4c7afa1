import type { Faults } from '../../api.ts'
import { button, toggle } from '../dom/controls.ts'
import { openDialog } from '../dom/dialog.ts'
import { h } from '../dom/h.ts'
import { tell } from '../dom/toast.ts'
import { say } from '../language.ts'
import { on, state } from '../state.ts'
import { takeFaults } from '../store.ts'
import { clearFaults, putFaults } from '../wire/calls.ts'
import { isWord } from '../words.ts'
import { active, chosenSetting, type Fault, groups, settingOf, type Words, withSetting } from './faults.ts'

/** Everything that can be made to go wrong. Each change holds at once. */
export function openMischief(): void {
  const controls = groups.map(({ name, faults }) => ({ name, rows: faults.map(control) }))
  const reset = button({ label: say('resetAll'), run: () => void calmDown() }, 'again')
  const sections = controls.map(({ name, rows }) =>
    h('section', { class: 'fault-group' }, h('h3', {}, say(name)), ...rows.map(({ root }) => root)),
  )
  const show = () => {
    for (const { rows } of controls) for (const row of rows) row.show()
    reset.disabled = active(state.faults).length === 0
  }
  const off = on(['faults'], show)
  show()
  openDialog(
    { title: say('mischief'), kind: 'drawer', onClose: off },
    h('p', { class: 'about' }, say('mischiefWhy')),
    ...sections,
    h('footer', {}, reset),
  )
}

async function calmDown(): Promise<void> {
  try {
    await clearFaults()
    takeFaults({})
    tell(say('behavesAgain'))
  } catch {
    tell(say('unreachable'), 'bad')
  }
}

type Control = { root: HTMLElement; show: () => void }

/** A switch where it is all or nothing, a choice where there is more to it. */
function control(fault: Fault): Control {
  const [only, ...more] = fault.settings
  const label = sayKey(`fault.${fault.path}`)
  const hint = sayKey(`fault.${fault.path}.hint`)
  const isOn = () => settingOf(state.faults, fault) !== undefined
  if (more.length > 0 || !only) return choiceOf(fault, label, hint)
  const root = toggle({
    label,
    hint,
    on: isOn(),
    change: (on) => void set(fault, on ? only.value : undefined),
  })
  const input = root.querySelector('input')
  return {
    root,
    show: () => {
      if (input) input.checked = isOn()
    },
  }
}

function choiceOf(fault: Fault, label: string, hint: string): Control {
  const id = `fault-${fault.path}`
  const select = h('select', { id, class: 'input', 'aria-describedby': `${id}-hint` })
  select.append(h('option', { value: '' }, say('off')))
  for (const [at, { words }] of fault.settings.entries())
    select.append(h('option', { value: at }, sayWords(words)))
  const other = h('option', { value: 'other', hidden: true })
  select.append(other)
  select.addEventListener('change', () => void set(fault, fault.settings[Number(select.value || -1)]?.value))
  const root = h(
    'div',
    { class: 'fault' },
    h('label', { for: id }, label, h('small', { id: `${id}-hint` }, hint)),
    select,
  )
  function show(): void {
    const value = settingOf(state.faults, fault)
    const at = chosenSetting(fault, value)
    const own = value !== undefined && at < 0
    other.hidden = !own
    other.textContent = own ? ownWords(value) : ''
    select.value = value === undefined ? '' : own ? 'other' : String(at)
    root.classList.toggle('on', value !== undefined)
  }
  return { root, show }
}

/** "Ainda 2": part of it is used up. Else somebody set it by hand. */
function ownWords(value: unknown): string {
  const [left] = /(?<="times":)\d+/.exec(JSON.stringify(value)) ?? []
  return left ? say('stillMore', { count: left }) : say('ownSetting')
}

async function set(fault: Fault, value: unknown): Promise<void> {
  const before = state.faults
  const wanted: Faults = withSetting(before, fault, value)
  takeFaults(wanted)
  try {
    await putFaults(wanted)
  } catch {
    takeFaults(before)
    tell(say('unreachable'), 'bad')
  }
}

const sayWords = ([key, values]: Words) => sayKey(key, values)
const sayKey = (key: string, values?: Record<string, string | number>): string =>
  isWord(key) ? say(key, values) : key
