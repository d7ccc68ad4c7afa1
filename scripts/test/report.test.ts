import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReport } from './report.ts'

function opened() {
  const lines: string[] = []
  return { report: openReport((line) => lines.push(line)), lines }
}

test('the last line is the totals and nothing else', async () => {
  const { report, lines } = opened()
  report.pass()
  await report.step('types', async () => {})
  assert.equal(report.finish(), 0)
  assert.equal(lines.at(-1), '2 passed, 0 failed')
})

test('whatever fails is told in full at the end and makes the run fail', async () => {
  const { report, lines } = opened()
  report.skip()
  await report.step('lint', async () => {
    throw new Error('a.ts:1 is ugly')
  })
  report.fail({ where: 'a.test.ts:3:1', name: 'adds', text: 'one\ntwo' })
  assert.equal(report.finish(), 1)
  const said = lines.join('\n')
  assert.match(said, /✖ lint\n {4}a\.ts:1 is ugly\n/)
  assert.match(said, /✖ a\.test\.ts:3:1 {2}adds\n {4}one\n {4}two\n/)
  assert.equal(lines.at(-1), '0 passed, 2 failed, 1 skipped')
})
