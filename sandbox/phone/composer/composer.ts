import { iconButton } from '../dom/controls.ts'
import { fill, h } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { say } from '../language.ts'
import { chatKey, chosenCustomer, on, openChat } from '../state.ts'
import { openAttachMenu } from './attach-menu.ts'
import { clearContext, context } from './context.ts'
import { openEmoji } from './emoji.ts'
import { takeFiles } from './files.ts'
import { buildMarks } from './marks.ts'
import { sendDraft } from './outbox.ts'
import { sendAbout } from './send-about.ts'
import { startRecording } from './voice/panel.ts'

/** Where one writes. Enter sends, with Shift it makes a new line; without words the button records. */
export function buildComposer(): HTMLElement {
  const field = h('textarea', {
    class: 'words',
    rows: 1,
    'aria-label': say('write'),
    placeholder: say('write'),
    maxlength: 65_536,
    enterkeyhint: 'send',
  })
  const marks = h('div', { class: 'marks' })
  const emoji = iconButton(say('emoji'), 'smile', () => openEmoji(emoji, insert))
  const attach = iconButton(say('attach'), 'attach', () => openAttachMenu(attach))
  const go = h('button', { type: 'button', class: 'go' })
  const voice = h('div', { class: 'voice-place' })
  const row = h(
    'div',
    { class: 'compose-row' },
    h('div', { class: 'compose-field' }, emoji, field, attach),
    go,
  )
  const root = h('div', { class: 'composer' }, marks, row, voice)
  let shown = ''

  function insert(words: string): void {
    field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end')
    field.dispatchEvent(new Event('input'))
    field.focus()
  }
  function show(): void {
    const { words } = context()
    if (shown !== chatKey() || field.value !== words) field.value = words
    shown = chatKey()
    fill(marks, ...buildMarks())
    showGo()
    const ready = openChat()?.progress === 'ready' && chosenCustomer()?.blocked === false
    for (const control of [field, emoji, attach, go]) control.disabled = !ready
  }
  function showGo(): void {
    const what = field.value.trim() === '' && !context().edit ? 'mic' : 'send'
    if (go.dataset.does === what) return
    go.dataset.does = what
    go.replaceChildren(icon(what))
    go.setAttribute('aria-label', say(what === 'mic' ? 'record' : 'send'))
    go.title = say(what === 'mic' ? 'record' : 'send')
  }
  async function record(): Promise<void> {
    row.hidden = true
    await startRecording(voice)
    row.hidden = false
    field.focus()
  }

  field.addEventListener('input', () => {
    context().words = field.value
    showGo()
  })
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && (context().reply || context().edit)) clearContext()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    sendWords(field.value)
  })
  field.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    takeFiles(files)
  })
  go.addEventListener('click', () => {
    if (go.dataset.does === 'mic') return void record()
    sendWords(field.value)
    field.focus()
  })
  document.addEventListener('compose', () => {
    show()
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  })
  on(['composer', 'choice'], show)
  show()
  return root
}

function sendWords(words: string): void {
  const text = words.trim()
  const { edit } = context()
  if (text === '') return
  if (!edit) return void sendAbout(text, { text })
  clearContext()
  void sendDraft(text, { edit: { of: edit.id, text } })
}
