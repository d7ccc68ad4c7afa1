import assert from 'node:assert/strict'
import type { InboundItem } from '../../channel.ts'
import { parse } from './index.ts'

// What Meta sends, by the shapes of its documentation; people, numbers and ids are made up.

export const ourNumber = '106540352242922'
export const account = '102290129340398'
export const receivedAt = new Date('2026-11-20T12:00:05.000Z')
export const sentAt = new Date('2026-11-20T12:00:00.000Z')
export const timestamp = String(sentAt.getTime() / 1000)

export type Raw = Record<string, unknown>

export const bia = { from: '553187654321', from_user_id: 'BR.13491208655302741918' }
export const contactOfBia = {
  profile: { name: 'Bia Souza', username: 'biasouza' },
  wa_id: bia.from,
  user_id: bia.from_user_id,
}
export const biaHerself = {
  waId: bia.from,
  userId: bia.from_user_id,
  parentUserId: null,
  username: 'biasouza',
  profileName: 'Bia Souza',
}

export const change = (field: string, value: Raw): Raw => ({
  object: 'whatsapp_business_account',
  entry: [{ id: account, changes: [{ field, value }] }],
})

export const value = (part: Raw): Raw => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: '551133334444', phone_number_id: ourNumber },
  contacts: [contactOfBia],
  ...part,
})

export const messagesOf = (...messages: unknown[]): Raw => change('messages', value({ messages }))
export const message = (type: string, part: Raw, id = `wamid.${type}`): Raw => ({
  ...bia,
  id,
  timestamp,
  type,
  ...part,
})
export const read = (body: unknown) => parse(body, { receivedAt })

const file = { sha256: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=', id: '2754859441498128' }

/** One message of every type that customers send. */
export const samples = {
  text: message('text', { text: { body: 'Oi, vocês abrem sábado? 👍🏽' } }),
  image: message('image', {
    image: { caption: 'Receita', mime_type: 'image/jpeg', ...file, url: 'https://lookaside.fbsbx.com/x' },
  }),
  video: message('video', { video: { mime_type: 'video/mp4', ...file } }),
  audio: message('audio', { audio: { mime_type: 'audio/ogg; codecs=opus', ...file, voice: true } }),
  document: message('document', {
    document: { caption: 'Meu exame', filename: 'exame.pdf', mime_type: 'application/pdf', ...file },
  }),
  sticker: message('sticker', { sticker: { mime_type: 'image/webp', ...file, animated: false } }),
  location: message('location', {
    location: { latitude: -19.92, longitude: -43.94, name: 'Praça Sete', address: 'Centro, Belo Horizonte' },
  }),
  contacts: message('contacts', {
    contacts: [
      {
        name: { formatted_name: 'Dra. Lúcia Prado', first_name: 'Lúcia', last_name: 'Prado' },
        phones: [{ phone: '+55 31 98765-4321', wa_id: '553187654321', type: 'CELL' }],
        emails: [{ email: 'lucia@clinica.com.br', type: 'WORK' }],
        org: { company: 'Clínica Prado' },
      },
    ],
  }),
  button: message('button', {
    context: { from: '551133334444', id: 'wamid.template' },
    button: { payload: 'confirm-17', text: 'Confirmar' },
  }),
  buttonReply: message('interactive', {
    context: { from: '551133334444', id: 'wamid.question' },
    interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Sim' } },
  }),
  listReply: message('interactive', {
    interactive: {
      type: 'list_reply',
      list_reply: { id: 'slot-2', title: 'Terça, 14h', description: 'Com a Dra. Lúcia' },
    },
  }),
  flowReply: message('interactive', {
    interactive: {
      type: 'nfm_reply',
      nfm_reply: {
        name: 'flow',
        body: 'Enviado',
        response_json: '{"flow_token":"t1","birthday":"1990-03-02"}',
      },
    },
  }),
  callPermission: message('interactive', {
    interactive: {
      type: 'call_permission_reply',
      call_permission_reply: {
        response: 'accept',
        expiration_timestamp: timestamp,
        response_source: 'user_action',
      },
    },
  }),
  reaction: message('reaction', { reaction: { message_id: 'wamid.ours', emoji: '❤️' } }),
  order: message('order', {
    order: {
      catalog_id: '194836987003835',
      text: 'Entrega à tarde',
      product_items: [{ product_retailer_id: 'di9ozbzfi4', quantity: 2, item_price: 30.5, currency: 'BRL' }],
    },
  }),
  numberChanged: message('system', {
    system: {
      type: 'user_changed_number',
      body: 'Bia mudou de número',
      wa_id: '5531999990000',
      user_id: 'BR.222',
      previous_user_id: bia.from_user_id,
    },
  }),
  identityChanged: message('system', {
    system: { type: 'customer_identity_changed', body: 'O código de segurança mudou' },
    identity: { acknowledged: false, created_timestamp: timestamp, hash: 'aGFzaA==' },
  }),
  unsupported: message('unsupported', {
    unsupported: { type: 'poll' },
    errors: [
      {
        code: 131051,
        title: 'Message type unknown',
        message: 'Message type unknown',
        error_data: { details: 'Message type is currently not supported.' },
      },
    ],
  }),
  edit: message('edit', {
    edit: {
      original_message_id: 'wamid.text',
      message: { type: 'text', text: { body: 'Abrem domingo?' }, context: { id: 'M0' } },
    },
  }),
  revoke: message('revoke', { revoke: { original_message_id: 'wamid.text' } }),
  welcome: message('request_welcome', {}),
} satisfies Record<string, Raw>

type Written = Extract<InboundItem, { kind: 'message' }>

export function theOnly(body: unknown): InboundItem {
  const { items, unparsed } = read(body)
  assert.deepEqual(unparsed, [])
  const [item, ...others] = items
  assert.ok(item)
  assert.deepEqual(others, [])
  return item
}

export function written(raw: unknown): Written {
  const item = theOnly(messagesOf(raw))
  assert.equal(item.kind, 'message')
  // Checked a line before; assert does not narrow to one member of the union.
  return item as Written
}
