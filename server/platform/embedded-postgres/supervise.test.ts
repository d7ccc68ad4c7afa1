import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Exit } from './program.ts'
import { supervise } from './supervise.ts'

const killed: Exit = { code: null, signal: 'SIGKILL', lastLines: ['LOG:  ready'] }
const dying = (pid: number) => ({ pid, gone: Promise.resolve(killed), stop: async () => {} })

test('gives up a server that does not stay', async () => {
  let starts = 0
  const restart = async () => dying(++starts + 1)
  const { exited, pid } = supervise(dying(1), { restart, say: () => {}, pause: 1 })
  assert.deepEqual(await exited, { ...killed, expected: false })
  assert.equal(starts, 5)
  assert.equal(pid(), 6)
})

test('tries again when a restart fails, and says why in the end', async () => {
  const restart = () => Promise.reject(new Error('the disk is full'))
  const { exited } = supervise(dying(1), { restart, say: () => {}, pause: 1 })
  assert.deepEqual((await exited).lastLines, ['the disk is full'])
})
