import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoopback } from './loopback.ts'

test('a link to this computer is told from one that leads anywhere else', () => {
  for (const host of ['127.0.0.1:3000', 'localhost:3000', 'prosa.localhost', '[::1]:3000'])
    assert.equal(isLoopback(`http://${host}/invitation#token`), true, host)
  for (const host of ['prosa.clinica.com.br', '10.127.0.0', 'localhost.clinica.com.br', '192.168.0.7:3000'])
    assert.equal(isLoopback(`https://${host}/invitation#token`), false, host)
  assert.equal(isLoopback('not an address'), false)
})
