import type { Interactive } from '#contract/messages.ts'

type Of<Kind extends Interactive['kind']> = Extract<Interactive, { kind: Kind }>
type Wire = Record<string, unknown>

export function composeInteractive(interactive: Interactive): Wire {
  switch (interactive.kind) {
    case 'buttons':
      return { type: 'button', ...frame(interactive), action: { buttons: interactive.buttons.map(reply) } }
    case 'list':
      return { type: 'list', ...frame(interactive), action: composeList(interactive) }
    case 'link':
      return { type: 'cta_url', ...frame(interactive), action: composeLink(interactive) }
    case 'ask_location':
      return {
        type: 'location_request_message',
        ...frame(interactive),
        action: { name: 'send_location' },
      }
    case 'ask_contact':
      return {
        type: 'request_contact_info',
        ...frame(interactive),
        action: { name: 'request_contact_info' },
      }
    case 'flow':
      return { type: 'flow', ...frame(interactive), action: composeFlow(interactive) }
  }
}

type Frame = { header?: string | undefined; body: string; footer?: string | undefined }
const frame = ({ header, body, footer }: Frame): Wire => ({
  ...(header && { header: { type: 'text', text: header } }),
  body: { text: body },
  ...(footer && { footer: { text: footer } }),
})

const reply = ({ id, title }: { id: string; title: string }): Wire => ({
  type: 'reply',
  reply: { id, title },
})

const composeList = ({ button, sections }: Of<'list'>): Wire => ({
  button,
  sections: sections.map(({ title, rows }) => ({
    ...(title && { title }),
    rows: rows.map(({ id, title, description }) => ({ id, title, ...(description && { description }) })),
  })),
})

const composeLink = ({ label, url }: Of<'link'>): Wire => ({
  name: 'cta_url',
  parameters: { display_text: label, url },
})

const composeFlow = ({ label, flowId, flowToken, screen, fields }: Of<'flow'>): Wire => ({
  name: 'flow',
  parameters: {
    flow_message_version: '3',
    flow_id: flowId,
    flow_cta: label,
    ...(flowToken && { flow_token: flowToken }),
    ...(screen && { flow_action: 'navigate', flow_action_payload: { screen, ...given(fields) } }),
  },
})

// An empty object is refused.
const given = (fields: Record<string, unknown> | undefined): Wire =>
  fields && Object.keys(fields).length > 0 ? { data: fields } : {}
