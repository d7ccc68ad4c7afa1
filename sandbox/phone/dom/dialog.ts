import { say } from '../language.ts'
import { iconButton } from './controls.ts'
import { h } from './h.ts'

type Dialog = { title: string; kind?: 'box' | 'sheet' | 'drawer' | 'full'; onClose?: () => void }

/** A modal dialog: the browser keeps the focus inside and gives it back. */
export function openDialog({ title, kind = 'box', onClose }: Dialog, ...body: Node[]) {
  const id = `dialog-${++counted}`
  const close = () => dialog.close()
  const head = h(
    'header',
    { class: 'dialog-head' },
    h('h2', { id }, title),
    iconButton(say('close'), 'close', close),
  )
  const dialog = h(
    'dialog',
    { class: `dialog ${kind}`, 'aria-labelledby': id },
    head,
    h('div', { class: 'dialog-body' }, ...body),
  )
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close()
  })
  dialog.addEventListener('close', () => {
    dialog.remove()
    onClose?.()
  })
  document.body.append(dialog)
  if (kind === 'sheet') stayOnPhone(dialog)
  dialog.showModal()
  return { dialog, close }
}

/** A sheet comes up from the lower edge of the phone, wherever that stands. */
function stayOnPhone(dialog: HTMLDialogElement): void {
  const screen = document.querySelector('.screen')?.getBoundingClientRect()
  if (!screen) return
  dialog.style.setProperty('--left', `${screen.left}px`)
  dialog.style.setProperty('--width', `${screen.width}px`)
  dialog.style.setProperty('--bottom', `${innerHeight - screen.bottom}px`)
  dialog.style.setProperty('--height', `${screen.height - 64}px`)
}

type Form = { title: string; submit: string; kind?: Dialog['kind'] }

/** A dialog that asks; it closes once `send` is through, and says why when it is not. */
export function askFor(
  { title, submit, kind = 'box' }: Form,
  body: Node[],
  send: () => Promise<boolean | undefined>,
) {
  const go = h('button', { class: 'button primary', type: 'submit' }, submit)
  const form = h('form', { class: 'form', novalidate: true }, ...body, h('footer', {}, go))
  const { close, dialog } = openDialog({ title, kind }, form)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (go.disabled) return
    go.disabled = true
    try {
      if ((await send()) !== false) close()
    } finally {
      go.disabled = false
    }
  })
  return { close, dialog }
}

let counted = 0
