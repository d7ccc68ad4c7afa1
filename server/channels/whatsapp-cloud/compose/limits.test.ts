import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Interactive, NewMessage, TemplateToSend } from '#contract/messages.ts'
import { DomainError } from '#platform/errors.ts'
import { assertSendable, checkMedia, type MediaToCheck } from './limits.ts'

const id = '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d'

/** `pointer code` of every complaint; none where it can be sent. */
function complaints(message: NewMessage): string[] {
  try {
    assertSendable(message)
    return []
  } catch (error) {
    assert.ok(error instanceof DomainError)
    assert.equal(error.status, 422)
    return (error.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)
  }
}

function table(cases: [string, NewMessage, string[]][]): void {
  for (const [name, message, expected] of cases)
    test(name, () => assert.deepEqual(complaints(message), expected))
}

const text = (text: string): NewMessage => ({ type: 'text', text, previewUrl: true })
const react = (emoji: string): NewMessage => ({ type: 'reaction', reaction: { messageId: id, emoji } })

describe('texts, media, cards and reactions', () =>
  table([
    ['the longest text', text('a'.repeat(4096)), []],
    ['one longer', text('a'.repeat(4097)), ['/text too_big']],
    ['an emoji counts as the two it may be', text('😀'.repeat(2049)), ['/text too_big']],
    ['nothing but spaces', text('  \n'), ['/text required']],
    ['a caption', { type: 'image', media: { id, caption: 'a'.repeat(1024) } }, []],
    [
      'a caption that is too long',
      { type: 'document', media: { id, caption: 'a'.repeat(1025) } },
      ['/media/caption too_big'],
    ],
    [
      'a caption below audio',
      { type: 'audio', media: { id, caption: 'Oi' } },
      ['/media/caption not_allowed'],
    ],
    [
      'a caption below a sticker',
      { type: 'sticker', media: { id, caption: 'Oi' } },
      ['/media/caption not_allowed'],
    ],
    ['a picture with a voice', { type: 'image', media: { id, voice: true } }, ['/media/voice not_allowed']],
    ['a voice message', { type: 'audio', media: { id, voice: true } }, []],
    ['a place', { type: 'location', location: { latitude: 1, longitude: 2, address: 'Rua A' } }, []],
    ['no cards', { type: 'contacts', contacts: [] }, ['/contacts required']],
    [
      'too many cards',
      { type: 'contacts', contacts: Array.from({ length: 258 }, () => ({ name: 'Ana', phones: [] })) },
      ['/contacts too_big'],
    ],
    [
      'a card of nobody',
      { type: 'contacts', contacts: [{ name: ' ', phones: [{ phone: '' }] }] },
      ['/contacts/0/name required', '/contacts/0/phones/0/phone required'],
    ],
    ['an emoji', react('👍🏽'), []],
    ['an emoji of several', react('👩‍👩‍👧'), []],
    ['a heart', react('❤️'), []],
    ['a flag', react('🇧🇷'), []],
    ['a digit in a box', react('1️⃣'), []],
    ['taking it back', react(''), []],
    ['two emoji', react('👍👍'), ['/reaction/emoji not_an_emoji']],
    ['a letter', react('a'), ['/reaction/emoji not_an_emoji']],
    ['a digit', react('1'), ['/reaction/emoji not_an_emoji']],
  ]))

const interactive = (interactive: Interactive): NewMessage => ({ type: 'interactive', interactive })
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ id: `${from + index}`, title: `Linha ${from + index}` }))
const list = (sections: Extract<Interactive, { kind: 'list' }>['sections']): NewMessage =>
  interactive({ kind: 'list', body: 'Qual?', button: 'Ver', sections })
const buttons = (...titles: string[]): NewMessage =>
  interactive({
    kind: 'buttons',
    body: 'Qual?',
    buttons: titles.map((title, index) => ({ id: `${index}`, title })),
  })

describe('interactive', () =>
  table([
    ['three buttons', buttons('Sim', 'Não', 'Talvez'), []],
    ['four', buttons('1', '2', '3', '4'), ['/interactive/buttons too_big']],
    ['none', buttons(), ['/interactive/buttons required']],
    ['two alike', buttons('Sim', 'Não', 'Sim'), ['/interactive/buttons/2/title not_unique']],
    ['one too long', buttons('a'.repeat(21)), ['/interactive/buttons/0/title too_big']],
    [
      'two with one id',
      interactive({
        kind: 'buttons',
        body: 'Qual?',
        buttons: [
          { id: 'a', title: 'Sim' },
          { id: 'a', title: 'Não' },
        ],
      }),
      ['/interactive/buttons/1/id not_unique'],
    ],
    ['ten rows in one section', list([{ rows: rows(10) }]), []],
    [
      'ten rows in two sections',
      list([
        { title: 'A', rows: rows(5) },
        { title: 'B', rows: rows(5, 5) },
      ]),
      [],
    ],
    [
      'eleven rows in two sections',
      list([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5, 6) },
      ]),
      ['/interactive/sections too_big'],
    ],
    [
      'two sections, one without a title',
      list([{ title: 'A', rows: rows(1) }, { rows: rows(1, 1) }]),
      ['/interactive/sections/1/title required'],
    ],
    [
      'the same row in two sections',
      list([
        { title: 'A', rows: rows(1) },
        { title: 'B', rows: rows(1) },
      ]),
      ['/interactive/sections/1/rows/0/id not_unique'],
    ],
    ['a section without rows', list([{ rows: [] }]), ['/interactive/sections/0/rows required']],
    [
      'a row with too much to say',
      list([{ rows: [{ id: '1', title: 'a'.repeat(25), description: 'a'.repeat(73) }] }]),
      ['/interactive/sections/0/rows/0/title too_big', '/interactive/sections/0/rows/0/description too_big'],
    ],
    [
      'a frame that is too long',
      interactive({
        kind: 'link',
        header: 'a'.repeat(61),
        body: 'a'.repeat(1025),
        footer: 'a'.repeat(61),
        label: 'a'.repeat(21),
        url: 'ftp://clinica.com.br',
      }),
      [
        '/interactive/header too_big',
        '/interactive/body too_big',
        '/interactive/footer too_big',
        '/interactive/label too_big',
        '/interactive/url invalid_format',
      ],
    ],
    [
      'a question without words',
      interactive({ kind: 'ask_contact', body: ' ' }),
      ['/interactive/body required'],
    ],
    [
      'a flow without a name on its button',
      interactive({ kind: 'flow', body: 'Vamos', label: '', flowId: '9' }),
      ['/interactive/label required'],
    ],
  ]))

const template = (template: Partial<TemplateToSend>): NewMessage => ({
  type: 'template',
  template: { name: 'lembrete', language: 'pt_BR', ...template },
})
const body = (...texts: string[]) => template({ body: texts.map((text) => ({ type: 'text', text })) })

describe('templates', () =>
  table([
    ['nothing to fill in', template({}), []],
    ['four spaces', body('a    b'), []],
    ['five spaces', body('a     b'), ['/template/body/0/text bad_whitespace']],
    ['a line break', body('Ana', 'a\nb'), ['/template/body/1/text bad_whitespace']],
    ['a tab', body('a\tb'), ['/template/body/0/text bad_whitespace']],
    ['nothing in a variable', body(''), ['/template/body/0/text required']],
    [
      'a line break in the header and in a button',
      template({
        header: [{ type: 'text', text: 'a\rb' }],
        buttons: [{ index: 0, kind: 'url', parameter: { type: 'text', text: 'a\nb' } }],
      }),
      ['/template/header/0/text bad_whitespace', '/template/buttons/0/parameter/text bad_whitespace'],
    ],
    [
      'a picture in the middle of the text',
      template({ body: [{ type: 'image', mediaId: id }] }),
      ['/template/body/0/type not_allowed'],
    ],
    ['a picture above it', template({ header: [{ type: 'image', mediaId: id }] }), []],
    [
      'a button with what another kind takes',
      template({ buttons: [{ index: 0, kind: 'url', parameter: { type: 'payload', payload: 'x' } }] }),
      ['/template/buttons/0/parameter/type not_allowed'],
    ],
    [
      'one button twice',
      template({
        buttons: [
          { index: 1, kind: 'quick_reply', parameter: { type: 'payload', payload: 'x' } },
          { index: 1, kind: 'quick_reply', parameter: { type: 'payload', payload: 'y' } },
        ],
      }),
      ['/template/buttons/1/index not_unique'],
    ],
    [
      'a coupon that is too long',
      template({
        buttons: [{ index: 0, kind: 'copy_code', parameter: { type: 'coupon', code: 'a'.repeat(16) } }],
      }),
      ['/template/buttons/0/parameter/code too_big'],
    ],
    [
      'names for some',
      template({
        body: [
          { type: 'text', text: 'Ana', name: 'paciente' },
          { type: 'text', text: '9 h' },
        ],
      }),
      ['/template/body/1/name required'],
    ],
    [
      'one name twice',
      template({
        body: [
          { type: 'text', text: 'Ana', name: 'paciente' },
          { type: 'text', text: 'Davi', name: 'paciente' },
        ],
      }),
      ['/template/body/1/name not_unique'],
    ],
  ]))

describe('files', () => {
  const cases: [string, MediaToCheck, string | null][] = [
    ['a photo', { kind: 'image', type: 'image/jpeg', size: 5_000_000 }, null],
    ['a photo that is too large', { kind: 'image', type: 'image/png', size: 5_000_001 }, 'too_large'],
    ['a webp as a picture', { kind: 'image', type: 'image/webp', size: 9 }, 'wrong_type'],
    ['a voice note', { kind: 'audio', type: 'Audio/OGG; codecs=opus', size: 9, voice: true }, null],
    ['an mp3', { kind: 'audio', type: 'audio/mpeg', size: 16_000_000 }, null],
    ['an mp3 as a voice note', { kind: 'audio', type: 'audio/mpeg', size: 9, voice: true }, 'wrong_type'],
    ['what Chrome records', { kind: 'audio', type: 'audio/webm;codecs=opus', size: 9 }, 'wrong_type'],
    ['a film', { kind: 'video', type: 'video/mp4', size: 16_000_001 }, 'too_large'],
    ['a document', { kind: 'document', type: 'application/pdf', size: 100_000_000 }, null],
    ['a program', { kind: 'document', type: 'application/x-msdownload', size: 9 }, 'wrong_type'],
    ['a moving sticker', { kind: 'sticker', type: 'image/webp', size: 500_000 }, null],
    [
      'a still one of that size',
      { kind: 'sticker', type: 'image/webp', size: 500_000, animated: false },
      'too_large',
    ],
    ['nothing', { kind: 'image', type: 'image/jpeg', size: 0 }, 'empty'],
  ]
  for (const [name, file, expected] of cases)
    test(name, () => assert.equal(checkMedia(file)?.code ?? null, expected))
})
