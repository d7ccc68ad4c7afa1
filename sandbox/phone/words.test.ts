import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from './words.ts'

const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

test('both languages say everything, with the same blanks and without shouting', () => {
  for (const [key, [portuguese, english]] of Object.entries(words)) {
    assert.ok(portuguese.trim() && english.trim(), key)
    assert.deepEqual(blanks(english), blanks(portuguese), key)
    assert.ok(!`${portuguese}${english}`.includes('!'), `${key} shouts`)
  }
})
