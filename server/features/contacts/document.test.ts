import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDocument, maskDocument, readDocument } from './document.ts'

test('a CPF or CNPJ is understood with and without punctuation', () => {
  for (const [typed, document] of [
    ['529.982.247-25', '52998224725'],
    ['52998224725', '52998224725'],
    [' 111 444 777 35 ', '11144477735'],
    ['123.456.789-09', '12345678909'],
    ['11.222.333/0001-81', '11222333000181'],
    // Banco do Brasil.
    ['00.000.000/0001-91', '00000000000191'],
    // With letters, as given out since July 2026.
    ['12ABC34501DE35', '12ABC34501DE35'],
    ['12.abc.345/01de-35', '12ABC34501DE35'],
    ['A1B2C3D4000193', 'A1B2C3D4000193'],
    ['ZZZZZZZZ000191', 'ZZZZZZZZ000191'],
  ] as const)
    assert.equal(readDocument(typed), document, typed)
})

test('what is neither is refused', () => {
  for (const wrong of [
    '',
    '529.982.247-24',
    '111.111.111-11',
    '00000000000000',
    '12ABC34501DE36',
    '11222333000180',
    '1122233300018A',
    '5299822472',
    'Mariana Alves',
  ])
    assert.equal(readDocument(wrong), null, wrong)
})

test('it is shown as people write it, or so that only who has it recognises it', () => {
  assert.equal(formatDocument('52998224725'), '529.982.247-25')
  assert.equal(maskDocument('52998224725'), '***.982.247-**')
  assert.equal(formatDocument('12ABC34501DE35'), '12.ABC.345/01DE-35')
  assert.equal(maskDocument('12ABC34501DE35'), '**.ABC.345/****-**')
})
