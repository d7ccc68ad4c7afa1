import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertReceivable } from './address.ts'

const takes = (address: string, allowed: string[] = []): boolean => {
  try {
    assertReceivable(address, allowed)
    return true
  } catch {
    return false
  }
}

test('https to anywhere public', () => {
  for (const address of [
    'https://erp.example.com/a?b=c',
    'https://8.8.8.8/',
    'https://erp.example.com:8443/',
  ])
    assert.ok(takes(address), address)
  for (const address of [
    'http://erp.example.com/',
    'https://127.0.0.1/',
    'https://[fd00::1]/',
    'https://0x7f.1/',
  ])
    assert.ok(!takes(address), address)
})

test('what is configured, and only that, may be private or without TLS', () => {
  assert.ok(takes('http://crm.local:8443/', ['crm.local:8443']))
  assert.ok(!takes('http://crm.local/', ['crm.local:8443']))
  assert.ok(takes('http://10.1.2.3/', ['10.1.0.0/16']))
  assert.ok(!takes('http://10.2.2.3/', ['10.1.0.0/16']))
  // A range of addresses says nothing about a name that was not looked up.
  assert.ok(!takes('http://erp.example.com/', ['10.1.0.0/16']))
  assert.ok(!takes('http://ana:senha@crm.local:8443/', ['crm.local:8443']))
})
