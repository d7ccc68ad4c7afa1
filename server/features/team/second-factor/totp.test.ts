import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { addressOf, asShown, matchingStep, newRecoveryCodes, newSecret } from './totp.ts'

const now = new Date('2026-11-20T14:31:10Z')
const step = Math.floor(now.getTime() / 30_000)
const secret = newSecret()
const codeAt = (offset: number) =>
  new TOTP({ secret }).generate({ timestamp: now.getTime() + offset * 30_000 })

for (const [offset, expected] of [
  [-2, null],
  [-1, step - 1],
  [0, step],
  [1, step + 1],
  [2, null],
] as const)
  test(`a code ${offset} steps from now belongs to ${expected ? 'its step' : 'none'}`, () =>
    assert.equal(matchingStep(secret, codeAt(offset), now, 0), expected))

test('a used step, and any before it, is over', () => {
  assert.equal(matchingStep(secret, codeAt(0), now, step), null)
  assert.equal(matchingStep(secret, codeAt(-1), now, step), null)
  assert.equal(matchingStep(secret, codeAt(1), now, step), step + 1)
})

test('a code may be typed in two groups', () => {
  const code = codeAt(0)
  assert.equal(matchingStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now, 0), step)
})

for (const nonsense of ['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦'])
  test(`"${nonsense}" is no code`, () => assert.equal(matchingStep(secret, nonsense, now, 0), null))

test('RFC 6238: the code of its test vector', () => {
  const vector = Secret.fromLatin1('12345678901234567890').base32
  assert.equal(matchingStep(vector, '287082', new Date(59_000), 0), 1)
})

test('the address names the product and the person', () => {
  const address = new URL(addressOf(secret, 'luisa@clinica.com.br'))
  assert.equal(address.protocol, 'otpauth:')
  assert.equal(address.searchParams.get('secret'), secret)
  assert.equal(address.searchParams.get('issuer'), 'Prosa')
  assert.match(decodeURIComponent(address.pathname), /Prosa:luisa@clinica\.com\.br$/)
})

test('ten recovery codes, all different, understood however they are typed', () => {
  const codes = newRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  const [code = ''] = codes
  assert.match(code, /^[a-z2-9]{5}-[a-z2-9]{5}$/)
  for (const typed of [code, code.toUpperCase(), code.replace('-', ''), ` ${code.replace('-', ' ')} `])
    assert.equal(asShown(typed), code)
})
