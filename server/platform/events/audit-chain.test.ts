import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ChainedEntry, canonical, link } from '#platform/events/audit-chain.ts'

const entry: ChainedEntry = {
  seq: '1',
  at: new Date('2026-11-20T14:31:00.123Z'),
  name: 'person.created',
  actor_kind: 'person',
  actor_id: 'a',
  subject_type: 'person',
  subject_id: 'b',
  details: { role: 'agent', fields: ['name', 'email'], count: 1 },
  ip: '127.0.0.1',
  user_agent: null,
  request_id: 'r',
}
const start = Buffer.from([0])

describe('a link of the audit chain', () => {
  it('is the same whatever order the keys of the details come in, and whatever else the row carries', () => {
    const same = {
      ...entry,
      details: { count: 1, fields: ['name', 'email'], role: 'agent' },
      hash: start,
      other: 1,
    }
    assert.equal(canonical(same), canonical(entry))
    assert.deepEqual(link(start, same), link(start, entry))
  })

  it('changes with every field, with the order inside a list, and with what came before', () => {
    const changes: Partial<ChainedEntry>[] = [
      { seq: '2' },
      { at: new Date('2026-11-20T14:31:00.124Z') },
      { name: 'person.updated' },
      { actor_kind: 'system' },
      { actor_id: null },
      { subject_type: 'api_key' },
      { subject_id: null },
      { details: { role: 'agent', fields: ['email', 'name'], count: 1 } },
      { ip: null },
      { user_agent: '' },
      { request_id: null },
    ]
    const hashes = changes.map((change) => link(start, { ...entry, ...change }).toString('hex'))
    hashes.push(link(start, entry).toString('hex'), link(Buffer.from([1]), entry).toString('hex'))
    assert.equal(new Set(hashes).size, changes.length + 2)
  })
})
