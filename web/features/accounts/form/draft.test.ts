import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blank, slipsIn, wantedBy } from './draft.ts'

const whole = {
  name: ' Clínica Aurora ',
  businessId: ' 102290 129340398\n',
  accessToken: ' EAAGm0PX4ZCpsBA ',
  appSecret: '',
}

test('what was pasted with spaces around it is taken without them', () => {
  assert.deepEqual(wantedBy(whole), {
    name: 'Clínica Aurora',
    businessId: '102290129340398',
    accessToken: 'EAAGm0PX4ZCpsBA',
  })
  assert.equal(wantedBy({ ...whole, appSecret: ' 0123abcd ' })?.appSecret, '0123abcd')
})

test('what is missing is said at its field, and the app secret may be missing', () => {
  assert.deepEqual(slipsIn(blank), {
    name: 'nameMissing',
    businessId: 'idMissing',
    accessToken: 'tokenMissing',
    appSecret: null,
  })
  assert.equal(wantedBy(blank), null)
})

test('a phone number is no id, and two words are no token', () => {
  const slips = slipsIn({
    ...whole,
    businessId: '+55 11 98765-4321',
    accessToken: 'Bearer EAAG',
    appSecret: 'a b',
  })
  assert.deepEqual([slips.businessId, slips.accessToken, slips.appSecret], ['idBad', 'tokenBad', 'secretBad'])
})
