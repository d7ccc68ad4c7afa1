import { iconButton } from '../dom/controls.ts'
import { h } from '../dom/h.ts'
import { type IconName, icon } from '../dom/icons.ts'
import { say } from '../language.ts'
import { changeOwn } from '../people/change.ts'
import { chosenCustomer, chosenNumber, openChat } from '../state.ts'
import { preview } from '../text/preview.ts'
import { type Context, changeContext, context } from './context.ts'

/** Above the field: what the next message answers or corrects, and where it is said to come from. */
export function buildMarks(): HTMLElement[] {
  const { reply, edit, ad, forwarded } = context()
  const marks: HTMLElement[] = []
  const customer = chosenCustomer()
  if (customer?.blocked) marks.push(note('blocked', say('youBlocked'), unblock(customer.id)))
  else if (customer && !customer.online) marks.push(note('offline', say('youAreOffline')))
  const about = edit ?? reply
  if (about)
    marks.push(
      quote(
        about === edit ? say('editing') : say('replyingTo', { name: whose(about.direction) }),
        preview(about).words,
        { reply: null, edit: null, ...(edit && { words: '' }) },
      ),
    )
  if (ad) marks.push(chip('ad', say('fromAd'), { ad: false }))
  else if (isFirst() && !about) marks.push(offerAd())
  if (forwarded) marks.push(chip('forward', say('forwarded'), { forwarded: false }))
  return marks
}

const whose = (direction: 'in' | 'out') =>
  direction === 'in' ? say('you') : (chosenNumber()?.name ?? say('business'))
const isFirst = () => {
  const chat = openChat()
  return chat?.progress === 'ready' && !chat.messages.some(({ direction }) => direction === 'in')
}

function quote(title: string, words: string, off: Partial<Context>): HTMLElement {
  return h(
    'div',
    { class: 'mark quote own' },
    h('b', {}, title),
    h('span', { class: 'quote-words' }, words),
    iconButton(say('cancel'), 'close', () => changeContext(off), 'small'),
  )
}

function chip(name: IconName, words: string, off: Partial<Context>): HTMLElement {
  const remove = iconButton(`${say('remove')}: ${words}`, 'close', () => changeContext(off), 'small')
  return h('span', { class: 'chip on' }, icon(name, 16), words, remove)
}

function offerAd(): HTMLElement {
  const run = () => changeContext({ ad: true })
  return h('button', { type: 'button', class: 'chip', onclick: run }, icon('ad', 16), say('comeFromAd'))
}

const note = (name: IconName, words: string, act?: HTMLElement) =>
  h('p', { class: 'mark note-mark' }, icon(name, 16), h('span', {}, words), act)

const unblock = (id: string) =>
  h(
    'button',
    { type: 'button', class: 'link', onclick: () => void changeOwn(id, { blocked: false }) },
    say('unblock'),
  )
