import assert from 'node:assert/strict'
import { test } from 'node:test'
import nodemailer from 'nodemailer'
import { startMailbox } from '#test/smtp.ts'

test('what a mailer sends is read back as it was written', async () => {
  const mailbox = await startMailbox()
  const mailer = nodemailer.createTransport(mailbox.url)
  const text = `Olá, Luísa!\n\n.${'uma linha comprida '.repeat(12)}https://x.example/?token=a=b\n`
  try {
    await mailer.sendMail({
      from: 'Prosa <prosa@clinica.com.br>',
      to: ['luisa@clinica.com.br', 'ana@clinica.com.br'],
      subject: 'Redefinição de senha da Clínica São José, que é uma linha bem comprida',
      text,
      html: '<p>Olá, Luísa!</p>',
    })
    assert.deepEqual(mailbox.mails, [
      {
        to: ['luisa@clinica.com.br', 'ana@clinica.com.br'],
        from: 'Prosa <prosa@clinica.com.br>',
        subject: 'Redefinição de senha da Clínica São José, que é uma linha bem comprida',
        text: text.trim(),
        html: '<p>Olá, Luísa!</p>',
      },
    ])
  } finally {
    mailer.close()
    await mailbox.close()
  }
})
