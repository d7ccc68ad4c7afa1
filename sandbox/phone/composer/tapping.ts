import type { ThreadMessage } from '../../api.ts'
import { field } from '../dom/controls.ts'
import { askFor } from '../dom/dialog.ts'
import { tell } from '../dom/toast.ts'
import { say } from '../language.ts'
import { chosenCustomer } from '../state.ts'
import { showPhone } from '../text/people.ts'
import type { Draft } from '../wire/calls.ts'
import type { Action, Section } from '../wire/offer.ts'
import { contactOf } from './contact-form.ts'
import { beginReply } from './context.ts'
import { sendDraft } from './outbox.ts'
import { openPlaceForm } from './place-form.ts'

/** What the phone does when somebody taps on what the business offers. */
export function tap(message: ThreadMessage, action: Action, row?: Section['rows'][number]): void {
  const context = { replyTo: message.id }
  const answer = answerOf(action, row)
  if (answer) void sendDraft(row?.title ?? action.title, { ...answer, context })
  else if (action.kind === 'location') {
    beginReply(message)
    openPlaceForm()
  } else if (action.kind === 'contact') sharePhone(context)
  else if (action.kind === 'form') openForm(action.title, context)
  else if (action.kind === 'copy') void copyCode(action.code)
  else
    tell(action.kind === 'call' ? say('wouldCall', { phone: showPhone(action.phone) }) : say('nothingThere'))
}

/** What is told to the business at once, without another question. */
function answerOf(action: Action, row?: Section['rows'][number]): Draft | undefined {
  if (action.kind === 'reply') return { button_reply: { id: action.id, title: action.title } }
  if (action.kind === 'quick') return { button: { payload: action.payload, text: action.title } }
  if (action.kind !== 'list' || !row) return undefined
  const { id, title, description } = row
  return { list_reply: { id, title, ...(description && { description }) } }
}

async function copyCode(code: string): Promise<void> {
  await navigator.clipboard.writeText(code).then(
    () => tell(say('copied')),
    () => tell(say('notCopied'), 'bad'),
  )
}

function sharePhone(context: { replyTo: string }): void {
  const customer = chosenCustomer()
  if (!customer?.phone) {
    tell(say('noPhoneToShare'), 'bad')
    return
  }
  const contact = { ...contactOf(customer.name, customer.phone), origin: 'contact_request' }
  void sendDraft(customer.name, { contacts: [contact], context })
}

/** A form of the business ("Flow") is not drawn: its answer is written by hand. */
function openForm(title: string, context: { replyTo: string }): void {
  const answer = field({ label: say('formAnswer'), hint: say('formHint'), value: '{"nome": "Bia"}' })
  askFor({ title: title || say('form'), submit: say('send'), kind: 'sheet' }, [answer.root], async () => {
    const response_json = answer.input.value
    if (!isJson(response_json)) {
      answer.complain(say('badJson'))
      return false
    }
    void sendDraft(say('formSent'), { nfm_reply: { name: 'flow', body: 'Sent', response_json }, context })
    return true
  })
}

function isJson(typed: string): boolean {
  try {
    JSON.parse(typed)
    return true
  } catch {
    return false
  }
}
