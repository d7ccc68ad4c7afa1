import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rulesFor } from './password.ts'

const luisa = { email: 'luisa.prado@clinica.com.br', name: 'Luísa Prado' }

test('a password is as long as its characters, not as its bytes', () => {
  assert.equal(rulesFor('1234567', luisa, 8).length, false)
  assert.equal(rulesFor('12345678', luisa, 8).length, true)
  assert.equal(rulesFor('🐎🐎🐎🐎🐎🐎🐎', luisa, 8).length, false)
})

test('who somebody is is not a password, however it is written', () => {
  for (const own of ['luisa', 'Luísa', 'LUISA 2026', 'prado123', 'luisa.prado@clinica.com.br', 'clinica-99'])
    assert.equal(rulesFor(own, luisa, 8).notYours, false, own)
  for (const other of ['seis cavalos azuis', 'luisa gosta de mar', 'pradaria'])
    assert.equal(rulesFor(other, luisa, 8).notYours, true, other)
})

test('nothing typed meets nothing', () => {
  assert.deepEqual(rulesFor('', luisa, 8), { length: false, notYours: false })
})
