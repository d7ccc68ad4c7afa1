import type { ThreadMessage } from '../../../api.ts'
import { openDialog } from '../../dom/dialog.ts'
import { h } from '../../dom/h.ts'
import { type IconName, icon } from '../../dom/icons.ts'
import { say, type Word } from '../../language.ts'
import { showText } from '../../text/show.ts'
import type { Action, Offer, Section } from '../../wire/offer.ts'

/** What somebody who taps brings about; the composer knows how. */
export type Tapping = (message: ThreadMessage, action: Action, row?: Section['rows'][number]) => void

export function buildOfferWords({ heading, text, footer }: Offer): Node[] {
  return [
    ...(heading ? [h('p', { class: 'offer-heading' }, heading)] : []),
    showText(text),
    ...(footer ? [h('p', { class: 'offer-footer' }, footer)] : []),
  ]
}

/** Under the bubble's words, one to a line. `taken`: somebody has answered already, as WhatsApp lets one do once. */
export function buildActions(
  message: ThreadMessage,
  actions: Action[],
  taken: boolean,
  tap: Tapping,
): HTMLElement {
  return h('div', { class: 'actions' }, ...actions.map((action) => buildAction(message, action, taken, tap)))
}

function buildAction(message: ThreadMessage, action: Action, taken: boolean, tap: Tapping): HTMLElement {
  const words = [
    icon(icons[action.kind], 16),
    h('span', {}, action.title || say(names[action.kind] ?? 'open')),
  ]
  if (action.kind === 'link' && /^https?:/i.test(action.url))
    return h(
      'a',
      { class: 'action', href: action.url, target: '_blank', rel: 'noopener noreferrer' },
      ...words,
    )
  const once = action.kind === 'reply' || action.kind === 'quick'
  const button = h('button', { type: 'button', class: 'action', disabled: once && taken }, ...words)
  button.addEventListener('click', () =>
    action.kind === 'list' ? openList(message, action, tap) : tap(message, action),
  )
  return button
}

function openList(message: ThreadMessage, action: Extract<Action, { kind: 'list' }>, tap: Tapping): void {
  const sections = action.sections.map(({ title, rows }) =>
    h(
      'div',
      { class: 'list-section', role: 'group', 'aria-label': title || action.title },
      title !== '' && h('h3', {}, title),
      ...rows.map((row) => {
        const button = h(
          'button',
          { type: 'button', class: 'list-row' },
          h('b', {}, row.title),
          row.description !== '' && h('small', {}, row.description),
        )
        button.addEventListener('click', () => {
          close()
          tap(message, action, row)
        })
        return button
      }),
    ),
  )
  const { close } = openDialog({ title: action.title, kind: 'sheet' }, ...sections)
}

const icons: Record<Action['kind'], IconName> = {
  reply: 'reply',
  quick: 'reply',
  list: 'list',
  link: 'outside',
  call: 'phone',
  copy: 'copy',
  location: 'pin',
  contact: 'contact',
  form: 'file',
  other: 'info',
}

const names: Partial<Record<Action['kind'], Word>> = {
  location: 'sendLocation',
  contact: 'sharePhone',
  copy: 'copyCode',
  list: 'options',
}
