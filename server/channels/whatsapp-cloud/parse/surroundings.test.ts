import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  biaHerself,
  message,
  messagesOf,
  ourNumber,
  read,
  samples,
  sentAt,
  theOnly,
  timestamp,
  written,
} from './testing.ts'

describe('what is done to a message', () => {
  test('a reaction', () => {
    const { raw: _, ...item } = theOnly(messagesOf(samples.reaction))
    assert.deepEqual(item, {
      kind: 'reaction',
      number: ourNumber,
      at: sentAt,
      providerId: 'wamid.reaction',
      from: biaHerself,
      of: 'wamid.ours',
      emoji: '❤️',
      byBusiness: false,
    })
  })

  for (const reaction of [{ message_id: 'wamid.ours', emoji: '' }, { message_id: 'wamid.ours' }])
    test(`one that is taken back: ${JSON.stringify(reaction)}`, () => {
      const item = theOnly(messagesOf(message('reaction', { reaction })))
      assert.ok(item.kind === 'reaction')
      assert.deepEqual([item.of, item.emoji], ['wamid.ours', null])
    })

  test('an edit brings the new content', () => {
    const item = theOnly(messagesOf(samples.edit))
    assert.ok(item.kind === 'edit')
    assert.deepEqual(
      [item.of, item.providerId, item.message.text],
      ['wamid.text', 'wamid.edit', 'Abrem domingo?'],
    )
  })

  test('a deletion', () => {
    const item = theOnly(messagesOf(samples.revoke))
    assert.ok(item.kind === 'deletion')
    assert.deepEqual([item.of, item.from], ['wamid.text', biaHerself])
  })

  test('opening the chat says nothing', () => {
    assert.deepEqual(read(messagesOf(samples.welcome)), { items: [], unparsed: [] })
  })
})

describe('what a message stands in', () => {
  const quotedBy = (context: object) => written({ ...samples.text, context }).quoted

  for (const [what, context, quoted] of [
    ['a quote', { from: '55', id: 'wamid.q' }, { providerId: 'wamid.q', forwarded: 'no' }],
    ['a forwarded one quotes nothing', { forwarded: true }, { providerId: null, forwarded: 'yes' }],
    ['often forwarded', { frequently_forwarded: true }, { providerId: null, forwarded: 'often' }],
    ['an empty context', {}, { providerId: null, forwarded: 'no' }],
    ['a context that is none', { id: 7.5, forwarded: 'maybe' }, { providerId: null, forwarded: 'no' }],
  ] as const)
    test(what, () => assert.deepEqual(quotedBy(context), quoted))

  test('a question about a product quotes nothing of ours, and names the product', () => {
    const referred_product = { catalog_id: '194836987003835', product_retailer_id: 'di9ozbzfi4' }
    const item = written({ ...samples.text, context: { from: '55', id: 'wamid.made-up', referred_product } })
    assert.equal(item.quoted.providerId, null)
    assert.deepEqual(item.message.content, { product: { catalogId: '194836987003835', id: 'di9ozbzfi4' } })
  })

  test('the advertisement that somebody came from', () => {
    const referral = {
      source_url: 'https://fb.me/3cr4Wqqkv',
      source_id: '120226305854810726',
      source_type: 'ad',
      headline: 'Marque sua consulta',
      body: 'Fale com a gente',
      media_type: 'image',
      ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e',
      welcome_message: { text: 'Oi' },
    }
    assert.deepEqual(written({ ...samples.text, referral }).referral, {
      sourceType: 'ad',
      sourceId: '120226305854810726',
      sourceUrl: 'https://fb.me/3cr4Wqqkv',
      headline: 'Marque sua consulta',
      body: 'Fale com a gente',
      clickId: 'Aff-n8ZTODiE79d22KtAwQKj9e',
    })
    const status = { source_type: 'ad', source_id: '120226305854810726' }
    assert.equal(written({ ...samples.text, referral: status }).referral?.clickId, null)
    assert.equal(written({ ...samples.text, referral: {} }).referral, null)
  })

  test('a group', () => {
    assert.deepEqual(written({ ...samples.text, group_id: 'g1' }).message.content, { group: { id: 'g1' } })
  })
})

describe('what may be missing', () => {
  test('a button without its context', () => {
    const { context: _, ...button } = samples.button
    assert.deepEqual(written(button).quoted, { providerId: null, forwarded: 'no' })
    assert.equal(written(button).message.text, 'Confirmar')
  })

  test('a form without words, or with answers that are none', () => {
    const form = (nfm_reply: object) =>
      written(message('interactive', { interactive: { type: 'nfm_reply', nfm_reply } })).message
    assert.deepEqual(form({ name: 'address_message', response_json: '{"a":9007199254740993}' }), {
      type: 'interactive',
      text: null,
      content: { reply: { kind: 'flow', name: 'address_message', fields: { a: '9007199254740993' } } },
      media: null,
    })
    const broken = { kind: 'flow', name: 'flow', fields: null, json: '{"a":' }
    assert.deepEqual(form({ name: 'flow', response_json: '{"a":' }).content, { reply: broken })
  })

  test('a location with nothing but the place, and the digits as text', () => {
    const item = written(message('location', { location: { latitude: '-19.9', longitude: -43.9 } }))
    assert.deepEqual(item.message.content, { location: { latitude: -19.9, longitude: -43.9 } })
  })

  test('a card without a name, in answer to our asking', () => {
    const contacts = [{ origin: 'contact_request', phones: [{ wa_id: '553187654321' }, {}] }]
    assert.deepEqual(written(message('contacts', { contacts })).message.content, {
      contacts: [{ name: '553187654321', phones: [{ phone: '553187654321', waId: '553187654321' }] }],
      asked: true,
    })
  })

  test('the time: then it is when it reached us, and milliseconds are understood', () => {
    assert.equal(
      written({ ...samples.text, timestamp: undefined }).at.toISOString(),
      '2026-11-20T12:00:05.000Z',
    )
    assert.deepEqual(written({ ...samples.text, timestamp: `${timestamp}000` }).at, sentAt)
    assert.deepEqual(written({ ...samples.text, timestamp: Number(timestamp) }).at, sentAt)
  })
})

test('text is cleaned of what cannot be stored, and cut where it would burst', () => {
  const text = (body: string) => written({ ...samples.text, text: { body } }).message.text ?? ''
  assert.equal(text('a\0b \ud83d c'), 'ab \ufffd c')
  const form = { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json: '{"a":"x\\u0000y"}' } }
  assert.deepEqual(written(message('interactive', { interactive: form })).message.content, {
    reply: { kind: 'flow', name: 'flow', fields: { a: 'xy' } },
  })
  assert.equal(text('x'.repeat(70_000)).length, 65_536)
  assert.ok(text(`x${'👍'.repeat(40_000)}`).isWellFormed())
})
