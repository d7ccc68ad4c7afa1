import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainFileError, explainServer } from './explain.ts'

test('says in one line what a person can do about it', () => {
  const cases: [string[], RegExp][] = [
    [
      ['FATAL:  could not write to file "x": No space left on device', 'PANIC:  worse'],
      /^The disk that holds \/d is full/,
    ],
    [
      ['FATAL:  could not extend file "base/1/2": wrote only 4096 of 8192 bytes at block 3'],
      /^The disk that holds \/d is full/,
    ],
    [
      ['initdb: error: could not look up effective user ID 4711: user does not exist'],
      /^User id 4711 has no entry/,
    ],
    [
      ['LOG:  starting', 'FATAL:  could not load pg_hba.conf', 'LOG:  shut down'],
      /start: could not load pg_hba.conf$/,
    ],
    [[], /it ended without a word$/],
  ]
  for (const [lines, expected] of cases) assert.match(explainServer(lines, '/d').message, expected)
})

test('leaves alone what it does not know', () => {
  const bug = new TypeError('x is not a function')
  assert.equal(explainFileError(bug, '/d'), bug)
  assert.match(
    String(explainFileError(Object.assign(new Error('full'), { code: 'ENOSPC' }), '/d')),
    /\/d is full/,
  )
})
