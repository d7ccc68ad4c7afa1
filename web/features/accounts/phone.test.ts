import assert from 'node:assert/strict'
import { test } from 'node:test'
import { written } from './phone.ts'

test('phones of Brazil are written as in Brazil, with and without the ninth digit', () => {
  assert.equal(written('+5511987654321'), '+55 11 98765-4321')
  assert.equal(written('+551132654321'), '+55 11 3265-4321')
})

test('those of other countries stay as they are', () => {
  assert.equal(written('+351912345678'), '+351912345678')
  assert.equal(written('+15550783881'), '+15550783881')
})
