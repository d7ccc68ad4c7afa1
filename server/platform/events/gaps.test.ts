import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { advance, type Position, watermark } from '#platform/events/gaps.ts'

const start: Position = { highest: 0n, gaps: [] }
const seen = (...ids: number[]) => ids.map(BigInt)

describe('what a reader of the events has seen', () => {
  it('keeps a missing id open as long as a transaction runs that may have drawn it', () => {
    const position = advance(start, { ids: seen(1, 3), limit: 10, xmin: 100n, xmax: 105n })
    assert.deepEqual(position, { highest: 3n, gaps: [{ from: 2n, to: 2n, until: 105n }] })
    assert.equal(watermark(position), 1n)
    const later = advance(position, { ids: [], limit: 10, xmin: 104n, xmax: 110n })
    assert.equal(watermark(later), 1n)
    assert.deepEqual(advance(later, { ids: [], limit: 10, xmin: 105n, xmax: 110n }), {
      highest: 3n,
      gaps: [],
    })
  })

  it('takes a missing id for rolled back when nothing was running', () => {
    const position = advance(start, { ids: seen(1, 5), limit: 10, xmin: 100n, xmax: 100n })
    assert.deepEqual(position, { highest: 5n, gaps: [] })
  })

  it('closes a gap when its id appears, and only that', () => {
    const position = advance(start, { ids: seen(6), limit: 10, xmin: 100n, xmax: 105n })
    const filled = advance(position, { ids: seen(3), limit: 10, xmin: 100n, xmax: 106n })
    assert.deepEqual(
      filled.gaps.map(({ from, to }) => [from, to]),
      [
        [1n, 2n],
        [4n, 5n],
      ],
    )
    assert.equal(filled.highest, 6n)
  })

  it('does not give up what a full reading did not reach', () => {
    const before: Position = {
      highest: 9n,
      gaps: [2n, 4n, 6n].map((id) => ({ from: id, to: id, until: 50n })),
    }
    const after = advance(before, { ids: seen(2, 4), limit: 2, xmin: 90n, xmax: 95n })
    assert.deepEqual(after.gaps, [{ from: 6n, to: 6n, until: 50n }])
  })

  it('gives out every committed event once, whatever the order of commits, and never passes one by', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 120 }), fc.integer({ min: 1, max: 5 }), simulate), {
      numRuns: 500,
    })
  })
})

/** Of the transactions in the model: which one acts, and how. Reading is one of the things that happen. */
const step = fc.record({
  act: fc.constantFrom('begin', 'draw', 'commit', 'rollback', 'read'),
  who: fc.nat({ max: 3 }),
})
type Step = { act: 'begin' | 'draw' | 'commit' | 'rollback' | 'read'; who: number }

function simulate(steps: Step[], limit: number): void {
  let [nextXid, nextId] = [10n, 1n]
  const running = new Map<number, { xid: bigint; ids: bigint[] }>()
  const visible = new Set<bigint>()
  const given: bigint[] = []
  let position = start
  const read = () => {
    const found = [...visible].filter(
      (id) => id > position.highest || position.gaps.some(({ from, to }) => from <= id && id <= to),
    )
    const ids = found.sort((a, b) => Number(a - b)).slice(0, limit)
    const xids = [...running.values()].map(({ xid }) => xid).sort((a, b) => Number(a - b))
    position = advance(position, { ids, limit, xmin: xids[0] ?? nextXid, xmax: nextXid })
    given.push(...ids)
    const missed = [...visible].filter((id) => id <= watermark(position) && !given.includes(id))
    assert.deepEqual(missed, [], 'the watermark passed an event that was not given out')
    return ids.length > 0
  }
  for (const { act, who } of steps) {
    const mine = running.get(who)
    if (act === 'read') read()
    else if (act === 'begin') running.set(who, mine ?? { xid: nextXid++, ids: [] })
    else if (act === 'draw') mine?.ids.push(nextId++)
    else {
      if (act === 'commit') for (const id of mine?.ids ?? []) visible.add(id)
      running.delete(who)
    }
  }
  running.clear()
  while (read()) {}
  assert.deepEqual([...given].sort(), [...visible].sort(), 'each committed event once, and nothing else')
  assert.deepEqual(position.gaps, [])
}
