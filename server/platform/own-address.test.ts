import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownAddress } from '#platform/own-address.ts'

for (const [host, address] of [
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['localhost', 'http://localhost:3000'],
  ['0.0.0.0', 'http://localhost:3000'],
  ['::', 'http://localhost:3000'],
  ['::1', 'http://[::1]:3000'],
  ['192.168.0.7', 'http://192.168.0.7:3000'],
] as const)
  test(`listening on ${host}, it is found at ${address}`, () => {
    assert.equal(ownAddress({ host, port: 3000 }), address)
  })
