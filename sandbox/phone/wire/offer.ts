import type { FilledTemplate } from '../../api.ts'
import { type Fields, fields, list, text } from './unknown.ts'

/** What the business sends with something to tap on: interactive messages and templates alike. */
export type Offer = {
  /** `media` stands above the words where the message brings some. */
  heading: string
  text: string
  footer: string
  actions: Action[]
}

export type Action =
  | { kind: 'reply'; id: string; title: string }
  /** A template's quick reply, which comes back with its payload. */
  | { kind: 'quick'; payload: string; title: string }
  | { kind: 'list'; title: string; sections: Section[] }
  | { kind: 'link'; title: string; url: string }
  | { kind: 'call'; title: string; phone: string }
  | { kind: 'copy'; title: string; code: string }
  | { kind: 'location' | 'contact' | 'form' | 'other'; title: string }

export type Section = { title: string; rows: Array<{ id: string; title: string; description: string }> }

export function offerOfInteractive(content: unknown): Offer {
  const { type, header, body, footer, action } = fields(content)
  return {
    heading: text(fields(header).text),
    text: text(fields(body).text),
    footer: text(fields(footer).text),
    actions: actionsOf(text(type), fields(action)),
  }
}

export function offerOfTemplate({ header, body, footer, buttons }: FilledTemplate): Offer {
  return { heading: header?.text ?? '', text: body, footer: footer ?? '', actions: buttons.map(readButton) }
}

function actionsOf(type: string, action: Fields): Action[] {
  const parameters = fields(action.parameters)
  switch (type) {
    case 'button':
      return list(action.buttons).map((each) => {
        const reply = fields(fields(each).reply)
        return { kind: 'reply', id: text(reply.id), title: text(reply.title) }
      })
    case 'list':
      return [{ kind: 'list', title: text(action.button), sections: list(action.sections).map(readSection) }]
    case 'cta_url':
      return [{ kind: 'link', title: text(parameters.display_text), url: text(parameters.url) }]
    case 'location_request_message':
      return [{ kind: 'location', title: '' }]
    case 'request_contact_info':
      return [{ kind: 'contact', title: '' }]
    case 'flow':
      return [{ kind: 'form', title: text(parameters.flow_cta) }]
    default:
      return []
  }
}

function readSection(value: unknown): Section {
  const { title, rows } = fields(value)
  return {
    title: text(title),
    rows: list(rows).map((each) => {
      const row = fields(each)
      return { id: text(row.id), title: text(row.title), description: text(row.description) }
    }),
  }
}

function readButton({ type, text: title, payload, url, phone }: FilledTemplate['buttons'][number]): Action {
  switch (type.toUpperCase()) {
    case 'QUICK_REPLY':
      return { kind: 'quick', payload: payload ?? title, title }
    case 'URL':
      return { kind: 'link', title, url: url ?? '' }
    case 'PHONE_NUMBER':
      return { kind: 'call', title, phone: phone ?? '' }
    case 'COPY_CODE':
    case 'OTP':
      return { kind: 'copy', title, code: payload ?? '' }
    case 'REQUEST_CONTACT_INFO':
      return { kind: 'contact', title }
    case 'FLOW':
      return { kind: 'form', title }
    default:
      return { kind: 'other', title }
  }
}
