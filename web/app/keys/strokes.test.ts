import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyLabels, strokeOf } from './strokes.ts'

type Press = { key: string; ctrlKey?: boolean; shiftKey?: boolean; altKey?: boolean; altGraph?: boolean }

const press = ({ altGraph = false, ...press }: Press) =>
  strokeOf({
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    metaKey: false,
    isComposing: false,
    getModifierState: (name: string) => name === 'AltGraph' && altGraph,
    ...press,
  } as unknown as KeyboardEvent) // the few members that strokeOf reads

test('keys as people press them', () => {
  assert.equal(press({ key: 'j' }), 'j')
  assert.equal(press({ key: 'J', shiftKey: true }), 'j')
  assert.equal(press({ key: '?', shiftKey: true }), '?')
  assert.equal(press({ key: 'k', ctrlKey: true }), 'mod+k')
  assert.equal(press({ key: 'Enter', shiftKey: true }), 'shift+enter')
  assert.equal(press({ key: ' ' }), 'space')
})

test('a Brazilian keyboard writes / and ? with AltGr', () => {
  assert.equal(press({ key: '/', ctrlKey: true, altKey: true, altGraph: true }), '/')
  assert.equal(press({ key: '?', ctrlKey: true, altKey: true, altGraph: true }), '?')
})

test("the browser's own combinations and lone modifiers are left alone", () => {
  assert.equal(press({ key: 'Shift', shiftKey: true }), null)
  assert.equal(press({ key: 'ArrowLeft', altKey: true }), null)
  assert.equal(press({ key: 'Dead' }), null)
})

test('labels are what is printed on the keys', () => {
  assert.deepEqual(keyLabels('g c'), [['G'], ['C']])
  assert.deepEqual(keyLabels('mod+k'), [['Ctrl', 'K']])
  assert.deepEqual(keyLabels('escape'), [['Esc']])
})
