import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raiseStorm } from '#test/storm.ts'

// Elsewhere nothing tells which process is the database.
const skip = process.platform !== 'linux' && 'needs /proc'
const seed = Number(process.env.STORM_SEED ?? Math.floor(Math.random() * 1e9))

/** `STORM_SEED=… npm test -- faults` brings the same faults again; `npm run bench -- faults` is longer. */
test('whatever breaks, nothing is lost, said twice or out of order', {
  skip,
  timeout: 180_000,
}, async (t) => {
  t.diagnostic(`seed ${seed}`)
  const { faults, written, answered, disagreements } = await raiseStorm({ seed, faults: 6, customers: 6 })
  t.diagnostic(faults.join(', '))
  assert.ok(written > 50 && answered > 20, `there was a storm: ${written} messages, ${answered} answers`)
  assert.deepEqual(disagreements, [], `seed ${seed}`)
})
