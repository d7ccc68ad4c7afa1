import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { phoneOfWaId, readPhone } from './phone.ts'

const spellings: Record<string, string[]> = {
  '+5531987654321': [
    '5531987654321',
    '553187654321',
    '+55 31 98765-4321',
    '+55 (31) 8765-4321',
    '+55 (031) 98765-4321',
    '(31) 98765-4321',
    '31 8765-4321',
    '031 98765 4321',
    '0 15 31 98765-4321',
    '0xx31 98765-4321',
    '+55 (0xx31) 98765-4321',
    '0055 31 98765-4321',
    '00 55 31 98765.4321',
    '31 98765–4321',
    '31 98765-4321 ramal 12',
    'tel:+5531987654321',
    'whatsapp:+553187654321',
    ' 31987654321 ',
  ],
  // Rio Grande do Sul: the area code looks like the country.
  '+5555999887766': ['555599887766', '5599887766', '55999887766', '5555999887766', '(55) 99988-7766'],
  '+5511987654321': ['551187654321', '11 8765-4321', '5511987654321'],
  '+551133334444': ['551133334444', '(11) 3333-4444', '011 3333 4444', '0 21 11 3333-4444'],
  '+558001234567': ['0800 123 4567', '+55 800 123 4567'],
  '+14155552671': ['+1 415 555 2671', '14155552671', '001 (415) 555-2671'],
  '+351912345678': ['+351 912 345 678', '351912345678'],
  '+5491123456789': ['+54 9 11 2345-6789', '5491123456789'],
  '+5215512345678': ['+52 1 55 1234 5678', '5215512345678'],
}

for (const [e164, all] of Object.entries(spellings))
  test(`${e164}, however it is written`, () => {
    for (const typed of all) assert.equal(readPhone(typed)?.e164, e164, typed)
  })

test('what is no phone number, or only a part of one, is not taken for another', () => {
  const wrong = [
    '',
    'Mariana',
    '190',
    '987654321',
    '8765-4321',
    '4004-1234',
    '+5520987654321',
    '20 98765-4321',
    '+55 11 1234-5678',
    '5531887654321',
    '+5531987654321 ou 22',
    '123.456.789-09',
    '00000000000',
    '9'.repeat(40),
  ]
  for (const typed of wrong) assert.equal(readPhone(typed), null, typed)
})

test('the ninth digit: who may be written without it', () => {
  assert.deepEqual(readPhone('5531987654321')?.siblings, ['+553187654321'])
  assert.deepEqual(readPhone('553187654321')?.siblings, ['+553187654321'])
  // Given out after the change, so it was never shorter; without the 9 it would be somebody's landline.
  assert.deepEqual(readPhone('5531933334444')?.siblings, [])
  assert.deepEqual(readPhone('553133334444'), { e164: '+553133334444', siblings: [] })
  assert.deepEqual(readPhone('+351912345678')?.siblings, [])
})

test('an id of WhatsApp is the whole number, whatever its country', () => {
  assert.equal(phoneOfWaId('553187654321')?.e164, '+5531987654321')
  assert.equal(phoneOfWaId('551133334444')?.e164, '+551133334444')
  assert.equal(phoneOfWaId('14155552671')?.e164, '+14155552671')
  assert.equal(phoneOfWaId('1133334444')?.e164, '+1133334444')
  for (const wrong of ['', 'BR.1349', '12345', '+553187654321', '1'.repeat(16)])
    assert.equal(phoneOfWaId(wrong), null)
})

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))

test('every mobile number has one canonical form, and both its spellings lead there', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('11', '21', '31', '55', '85', '99'),
      fc.integer({ min: 6, max: 9 }),
      digits(7),
      (area, first, rest) => {
        const long = `55${area}9${first}${rest}`
        const short = `55${area}${first}${rest}`
        assert.equal(phoneOfWaId(short)?.e164, `+${long}`)
        assert.deepEqual(phoneOfWaId(long), { e164: `+${long}`, siblings: [`+${short}`] })
        assert.deepEqual(readPhone(short), readPhone(long))
      },
    ),
  )
})

test('a landline is never made into a mobile number', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('11', '31', '55'),
      fc.integer({ min: 2, max: 5 }),
      digits(7),
      (area, first, rest) => {
        const number = `55${area}${first}${rest}`
        assert.deepEqual(phoneOfWaId(number), { e164: `+${number}`, siblings: [] })
        assert.deepEqual(readPhone(number), { e164: `+${number}`, siblings: [] })
      },
    ),
  )
})

test('what was read is read again as the same, and nothing makes it fail', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), digits(10), digits(11), digits(12), digits(13)), (typed) => {
      const phone = readPhone(typed)
      if (!phone) return
      assert.match(phone.e164, /^\+\d{7,15}$/)
      assert.equal(readPhone(phone.e164)?.e164, phone.e164)
    }),
  )
})
