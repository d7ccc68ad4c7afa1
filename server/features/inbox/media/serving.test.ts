import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRange } from './serving.ts'
import { isShown, kindOf, typeOf } from './types.ts'

const ranges = [
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=90-500', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=0-0', { start: 0, end: 0 }],
  // What is no range, or several, is answered with everything.
  ['bytes=0-1,5-6', undefined],
  ['bytes=9-3', undefined],
  ['bytes=-', undefined],
  ['lines=1-2', undefined],
  [undefined, undefined],
] as const

for (const [header, expected] of ranges)
  test(`${header ?? 'no header'} of 100 bytes`, () => assert.deepEqual(readRange(header, 100), expected))

test('what lies outside is said to', () => {
  for (const header of ['bytes=100-', 'bytes=100-200', 'bytes=-0'])
    assert.throws(() => readRange(header, 100), { status: 416 })
})

test('a type is what the content says, under the name that channels know', () => {
  assert.equal(typeOf('application/x-cfb', 'orçamento.XLS'), 'application/vnd.ms-excel')
  assert.equal(typeOf('application/x-cfb', 'orçamento.pdf'), 'application/x-cfb')
  assert.equal(typeOf('audio/x-m4a', null), 'audio/mp4')
  assert.equal(typeOf('application/pdf', 'foto.jpg'), 'application/pdf')
})

test('what a browser might run is never shown', () => {
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/pdf',
    'text/plain',
    'application/octet-stream',
  ])
    assert.equal(isShown(type), false, type)
  assert.ok(isShown('image/jpeg'))
  assert.deepEqual(['image/jpeg', 'video/mp4', 'text/plain'].map(kindOf), ['image', 'video', 'document'])
})
