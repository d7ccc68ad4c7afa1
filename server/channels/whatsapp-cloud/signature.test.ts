import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { verifySignature } from './signature.ts'

const empty = Buffer.from('{"object":"whatsapp_business_account","entry":[]}')
const accented = Buffer.from('{"t":"Olá ✅ 👍"}')
const ofEmpty = 'sha256=d3e4f9da0ce6c71ab3dba55929b8eeeee2455349e534924ead19f98d143e904f'
const ofAccented = 'sha256=d19415d23ead4f45e027288cd38ea5a235ccd75528aa7f28fb7d4055ca2adfd4'
const secrets = ['app-secret']

describe('verifySignature', () => {
  test('takes what Meta signed, accents and emoji included', () => {
    assert.equal(accented.length, 21)
    assert.equal(verifySignature(empty, ofEmpty, secrets), true)
    assert.equal(verifySignature(accented, ofAccented, secrets), true)
  })

  test('takes any of several secrets, in any place', () => {
    assert.equal(verifySignature(empty, ofEmpty, ['new', 'app-secret']), true)
    assert.equal(verifySignature(empty, ofEmpty, ['app-secret', 'new']), true)
  })

  const hex = ofEmpty.slice('sha256='.length)
  const sha1 = createHmac('sha1', 'app-secret').update(empty).digest('hex')
  for (const [what, header] of [
    ['no header', undefined],
    ['an empty one', ''],
    ['only the scheme', 'sha256='],
    ['the older scheme', `sha1=${sha1}`],
    ['a right digest under a wrong name', `sha1=${hex}`],
    ['a digest without a name', hex],
    ['one that is too short', ofEmpty.slice(0, -1)],
    ['one that is too long', `${ofEmpty}0`],
    ['one with a line break behind', `${ofEmpty}\n`],
    ['letters that only look like digits', `sha256=${hex.slice(0, -1)}ｆ`],
    ['another digest of the right length', `sha256=${'0'.repeat(64)}`],
  ] as const)
    test(`refuses ${what}`, () => assert.equal(verifySignature(empty, header, secrets), false))

  test('refuses a wrong secret, no secret, and an empty one that anybody could sign with', () => {
    const bySomebody = `sha256=${createHmac('sha256', '').update(empty).digest('hex')}`
    assert.equal(verifySignature(empty, ofEmpty, ['other']), false)
    assert.equal(verifySignature(empty, ofEmpty, []), false)
    assert.equal(verifySignature(empty, bySomebody, ['']), false)
  })

  test('refuses the same JSON written differently, as a proxy may do', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(empty.toString()), null, 1))
    const escaped = Buffer.from('{"t":"Ol\\u00e1 \\u2705 \\ud83d\\udc4d"}')
    assert.deepEqual(JSON.parse(escaped.toString()), JSON.parse(accented.toString()))
    assert.equal(verifySignature(again, ofEmpty, secrets), false)
    assert.equal(verifySignature(escaped, ofAccented, secrets), false)
  })
})
