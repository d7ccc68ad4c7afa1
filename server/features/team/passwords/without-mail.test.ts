import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#test/app.ts'

test('without a mail server everybody is told that no link will come, known or not', async () => {
  const app = await testApp({ env: { SMTP_URL: '' } })
  try {
    for (const email of [app.people.davi.email, 'ninguem@clinica.com.br']) {
      const { status, body } = await app.request('POST', '/api/auth/password-reset', { body: { email } })
      assert.deepEqual([status, body], [202, { status: 'accepted', byMail: false }])
    }
  } finally {
    await app.close()
  }
})
