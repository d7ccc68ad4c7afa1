import assert from 'node:assert/strict'
import { test } from 'node:test'
import i18next from 'i18next'
import { eventNames } from '#contract/events.ts'
import { formats } from '../../../ui/display/format.ts'
import { detailsOf } from './details.ts'
import { plainSentence, sentenceOf } from './sentence.ts'

await i18next.changeLanguage('pt-BR')

const ana = { kind: 'person', id: '1', name: 'Ana' } as const
const anonymous = { kind: 'anonymous', id: null, name: null } as const
const person = (id: string | null, label: string | null) => ({ type: 'person', id, label })
const marcos = person('2', 'Marcos')
const format = formats({ locale: 'pt-BR', timeZone: 'America/Sao_Paulo' })

test('an act reads as somebody would tell it, and names stand out', () => {
  const entry = {
    name: 'person.role_changed',
    actor: ana,
    subject: marcos,
    details: { from: 'agent', to: 'manager' },
  }
  assert.deepEqual(sentenceOf(entry), [
    { text: 'Ana', strong: true },
    { text: ' trocou o papel de ', strong: false },
    { text: 'Marcos', strong: true },
  ])
  assert.deepEqual(detailsOf(entry, format), ['De Atendente para Gerente'])
})

test('the reason, who did it and to whom choose the words', () => {
  const said = (
    name: string,
    actor: Parameters<typeof plainSentence>[0]['actor'],
    subject = marcos,
    details = {},
  ) => plainSentence({ name, actor, subject, details })
  assert.equal(said('person.updated', ana, person('1', 'Ana')), 'Ana alterou o próprio perfil')
  assert.equal(
    said('person.password_reset_requested', anonymous),
    'Um link de nova senha foi pedido para Marcos',
  )
  assert.equal(
    said('person.sign_in_failed', anonymous, person(null, null), { reason: 'unknown_address' }),
    'Alguém tentou entrar com um e-mail desconhecido',
  )
  assert.equal(
    said('person.session_ended', ana, marcos, { reason: 'role_changed' }),
    'Uma sessão de Marcos terminou com a mudança de papel',
  )
  assert.equal(
    said('settings.changed', ana, { type: 'settings', id: 'security', label: null }),
    'Ana mudou a política de segurança',
  )
  assert.equal(
    said('job.cancelled', ana, { type: 'job', id: '7', label: null }, { removed: true }),
    'Ana descartou uma tarefa parada',
  )
})

test('somebody who was erased, and an act of a later version, are still told', () => {
  const gone = { kind: 'person', id: '9', name: null } as const
  assert.equal(
    plainSentence({ name: 'person.removed', actor: gone, subject: person('8', null), details: {} }),
    'Alguém que já foi excluído removeu alguém que já foi excluído da equipe',
  )
  const unknown = {
    name: 'moon.landed',
    actor: ana,
    subject: { type: 'moon', id: null, label: null },
    details: {},
  }
  assert.equal(plainSentence(unknown), 'Ana: moon.landed')
})

test('every event has a sentence without a hole in it', () => {
  for (const name of eventNames) {
    const text = plainSentence({ name, actor: ana, subject: marcos, details: {} })
    assert.match(text, /^\p{Lu}/u)
    assert.doesNotMatch(text, /[{}\uE000]|event\./u)
  }
})

test('what is known besides is told in words', () => {
  const told = (details: Record<string, string | number | string[]>) =>
    detailsOf({ name: 'x.y', details }, format)
  assert.deepEqual(told({ fields: ['name', 'capacity', 'shoeSize'] }), ['Nome, capacidade, shoeSize'])
  assert.deepEqual(told({ reason: 'wrong_password' }), ['Senha errada'])
  assert.deepEqual(told({ until: '2026-11-20T17:32:00Z' }), ['Até 20/11/2026 14:32'])
  assert.deepEqual(told({ format: 'csv', filters: ['from'] }), ['Em CSV', 'com filtros'])
  assert.deepEqual(told({ count: 1200, throughSeq: 5000 }), ['1.200 registros'])
})
