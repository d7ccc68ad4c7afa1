import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initials, readPhone, readUsername, showPhone, tintOf } from './people.ts'

test('initials', () => {
  const expected = {
    'João Pedro Lima': 'JP',
    'Maria de Souza': 'MS',
    '@carla.fit': '@C',
    '+55 11 98765-4321': '21',
    érica: 'É',
    '': '?',
  }
  for (const [name, shown] of Object.entries(expected)) assert.equal(initials(name), shown)
})

test('phones are shown as people write them', () => {
  assert.equal(showPhone('5511987654321'), '+55 11 98765-4321')
  assert.equal(showPhone('+553187654321'), '+55 31 8765-4321')
  assert.equal(showPhone('14155552671'), '+14155552671')
})

test('phones are understood as people type them', () => {
  for (const typed of ['(11) 98765-4321', '11987654321', '+55 11 98765 4321', '011 98765-4321'])
    assert.equal(readPhone(typed), '5511987654321', typed)
  assert.equal(readPhone('+1 415 555-2671'), '14155552671')
  for (const typed of ['', 'abc', '123', '1'.repeat(16)]) assert.equal(readPhone(typed), undefined, typed)
})

test('usernames lose their sign and their capitals', () => {
  assert.equal(readUsername('@Carla.Fit'), 'carla.fit')
  for (const typed of ['', '@', 'ab', 'com espaço', 'a'.repeat(36)])
    assert.equal(readUsername(typed), undefined)
})

test('a tint is one of the tints, and not always the same one', () => {
  const tints = new Set(['a', 'b', 'c', 'BR.1', 'BR.2', 'BR.3', 'BR.4'].map((id) => tintOf(id)))
  assert.ok([...tints].every((tint) => tint >= 0 && tint < 6))
  assert.ok(tints.size > 2)
})
