import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weaknessOf } from './weakness.ts'

const luisa = { email: 'luisa.nunes@clinica.com.br', name: 'Luísa Nunes Prado' }

const cases: Array<[password: string, expected: ReturnType<typeof weaknessOf>]> = [
  ['curta', 'password_too_short'],
  ['ééééééé', 'password_too_short'],
  ['luisa.nunes@clinica.com.br', 'password_like_name'],
  ['luisa.nunes', 'password_like_name'],
  ['Luísa2026', 'password_like_name'],
  ['nunes!!!!', 'password_like_name'],
  ['Clinica@123', 'password_like_name'],
  ['LUISA NUNES PRADO', 'password_like_name'],
  ['12345678', 'password_too_common'],
  ['Senha@2026', 'password_too_common'],
  ['flamengo81', 'password_too_common'],
  ['P@ssw0rd', 'password_too_common'],
  ['aaaaaaaaaaaa', 'password_too_common'],
  ['abababababab', 'password_too_common'],
  ['fghijklmno', 'password_too_common'],
  ['deus e fiel', 'password_too_common'],
  // What instructions of other systems say.
  ['Pass123!', null],
  ['sete cavalos azuis no rio', null],
  ['senha da porta do fundo', null],
  ['12 34 tambores', null],
  ['ação-reação-já', null],
]

for (const [password, expected] of cases)
  test(`"${password}" is ${expected ?? 'good enough'}`, () =>
    assert.equal(weaknessOf(password, luisa, 8), expected))

test('the least length is the one of the settings', () => {
  assert.equal(weaknessOf('doze letras!', luisa, 12), null)
  assert.equal(weaknessOf('doze letras!', luisa, 13), 'password_too_short')
})

test('characters are counted, not their parts', () => {
  assert.equal(weaknessOf('😀😃😄😁', luisa, 8), 'password_too_short')
  assert.equal(weaknessOf('e\u0301a\u0301i\u0301o', luisa, 5), 'password_too_short')
})
