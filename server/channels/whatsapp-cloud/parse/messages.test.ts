import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { biaHerself, ourNumber, samples, sentAt, written } from './testing.ts'

const media = (kind: string, more: object) => ({
  kind,
  providerId: '2754859441498128',
  hash: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=',
  name: null,
  voice: false,
  ...more,
})

const contents: { [name in keyof typeof samples]?: object } = {
  text: { type: 'text', text: 'Oi, vocês abrem sábado? 👍🏽', content: {}, media: null },
  image: { type: 'image', text: 'Receita', content: {}, media: media('image', { type: 'image/jpeg' }) },
  video: { type: 'video', text: null, content: {}, media: media('video', { type: 'video/mp4' }) },
  audio: {
    type: 'audio',
    text: null,
    content: {},
    media: media('audio', { type: 'audio/ogg; codecs=opus', voice: true }),
  },
  document: {
    type: 'document',
    text: 'Meu exame',
    content: {},
    media: media('document', { type: 'application/pdf', name: 'exame.pdf' }),
  },
  sticker: {
    type: 'sticker',
    text: null,
    content: { animated: false },
    media: media('sticker', { type: 'image/webp' }),
  },
  location: {
    type: 'location',
    text: null,
    content: {
      location: {
        latitude: -19.92,
        longitude: -43.94,
        name: 'Praça Sete',
        address: 'Centro, Belo Horizonte',
      },
    },
    media: null,
  },
  contacts: {
    type: 'contacts',
    text: null,
    content: {
      contacts: [
        {
          name: 'Dra. Lúcia Prado',
          phones: [{ phone: '+55 31 98765-4321', type: 'CELL', waId: '553187654321' }],
          emails: [{ email: 'lucia@clinica.com.br', type: 'WORK' }],
          organisation: 'Clínica Prado',
        },
      ],
    },
    media: null,
  },
  button: {
    type: 'button',
    text: 'Confirmar',
    content: { reply: { kind: 'button', id: 'confirm-17', title: 'Confirmar' } },
    media: null,
  },
  buttonReply: {
    type: 'interactive',
    text: 'Sim',
    content: { reply: { kind: 'button', id: 'yes', title: 'Sim' } },
    media: null,
  },
  listReply: {
    type: 'interactive',
    text: 'Terça, 14h',
    content: { reply: { kind: 'list', id: 'slot-2', title: 'Terça, 14h', description: 'Com a Dra. Lúcia' } },
    media: null,
  },
  flowReply: {
    type: 'interactive',
    text: 'Enviado',
    content: { reply: { kind: 'flow', name: 'flow', fields: { flow_token: 't1', birthday: '1990-03-02' } } },
    media: null,
  },
  callPermission: {
    type: 'interactive',
    text: null,
    content: {
      reply: {
        kind: 'call_permission',
        response: 'accept',
        expiresAt: sentAt.toISOString(),
        source: 'user_action',
      },
    },
    media: null,
  },
  order: {
    type: 'order',
    text: 'Entrega à tarde',
    content: {
      order: {
        catalogId: '194836987003835',
        items: [{ id: 'di9ozbzfi4', quantity: 2, price: 30.5, currency: 'BRL' }],
      },
    },
    media: null,
  },
  identityChanged: {
    type: 'system',
    text: 'O código de segurança mudou',
    content: {
      system: { type: 'customer_identity_changed' },
      identity: { acknowledged: false, createdAt: sentAt.toISOString(), hash: 'aGFzaA==' },
    },
    media: null,
  },
  unsupported: {
    type: 'unsupported',
    text: null,
    content: {
      unsupported: { type: 'poll' },
      error: {
        code: '131051',
        title: 'Message type unknown',
        detail: 'Message type is currently not supported.',
        todo: 'change_message',
      },
    },
    media: null,
  },
}

describe('what a message says', () => {
  for (const [name, raw] of Object.entries(samples)) {
    const expected = contents[name as keyof typeof samples]
    if (expected) test(name, () => assert.deepEqual(written(raw).message, expected))
  }

  test('every sample is looked at, here or below', () => {
    const below = ['reaction', 'numberChanged', 'edit', 'revoke', 'welcome']
    assert.deepEqual(Object.keys(samples).sort(), [...Object.keys(contents), ...below].sort())
  })

  test('and who wrote it, when and where to', () => {
    const { raw: _, message: __, ...rest } = written(samples.text)
    assert.deepEqual(rest, {
      kind: 'message',
      number: ourNumber,
      at: sentAt,
      providerId: 'wamid.text',
      from: biaHerself,
      quoted: { providerId: null, forwarded: 'no' },
      referral: null,
    })
  })
})
