import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offerOfInteractive, offerOfTemplate } from './offer.ts'

test('buttons', () => {
  const buttons = [{ type: 'reply', reply: { id: 'sim', title: 'Sim' } }]
  const sent = {
    type: 'button',
    header: { type: 'text', text: 'H' },
    body: { text: 'B' },
    footer: { text: 'F' },
  }
  assert.deepEqual(offerOfInteractive({ ...sent, action: { buttons } }), {
    heading: 'H',
    text: 'B',
    footer: 'F',
    actions: [{ kind: 'reply', id: 'sim', title: 'Sim' }],
  })
})

test('a list, with what its rows leave out read as empty', () => {
  const action = { button: 'Horários', sections: [{ rows: [{ id: '9', title: '9h20' }] }] }
  assert.deepEqual(offerOfInteractive({ type: 'list', body: { text: 'B' }, action }).actions, [
    {
      kind: 'list',
      title: 'Horários',
      sections: [{ title: '', rows: [{ id: '9', title: '9h20', description: '' }] }],
    },
  ])
})

test('what nobody knows yet is words without anything to tap on', () => {
  assert.deepEqual(offerOfInteractive({ type: 'carousel', body: { text: 'B' } }).actions, [])
  assert.deepEqual(offerOfInteractive(null), { heading: '', text: '', footer: '', actions: [] })
})

test('a template has one thing to tap on for each button', () => {
  const buttons = [
    { type: 'QUICK_REPLY', text: 'Confirmar', payload: 'c' },
    { type: 'QUICK_REPLY', text: 'Remarcar' },
    { type: 'URL', text: 'Mapa', url: 'https://clinica.com.br/centro' },
    { type: 'PHONE_NUMBER', text: 'Ligar', phone: '+5511' },
  ]
  const offer = offerOfTemplate({ name: 'lembrete', language: 'pt_BR', body: 'Oi, Bia', buttons })
  assert.deepEqual([offer.heading, offer.text, offer.footer], ['', 'Oi, Bia', ''])
  assert.deepEqual(offer.actions, [
    { kind: 'quick', payload: 'c', title: 'Confirmar' },
    { kind: 'quick', payload: 'Remarcar', title: 'Remarcar' },
    { kind: 'link', title: 'Mapa', url: 'https://clinica.com.br/centro' },
    { kind: 'call', title: 'Ligar', phone: '+5511' },
  ])
})
