import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { startMailbox } from '#test/smtp.ts'
import { MailError, openMail } from './mail.ts'

test('without a mail server nothing is sent, and that is known before', async () => {
  const mail = openMail({ smtpUrl: null, publicUrl: null })
  assert.equal(mail.enabled, false)
  await assert.rejects(mail.send({ to: 'ana@clinica.com.br', subject: 's', text: 't' }), {
    name: 'DomainError',
    code: 'mail_not_configured',
  })
})

test('a letter arrives as it was written', async () => {
  const mailbox = await startMailbox()
  try {
    const mail = openMail({
      smtpUrl: `${mailbox.url}?from=${encodeURIComponent('Clínica <oi@clinica.com.br>')}`,
      publicUrl: null,
    })
    await mail.send({
      to: 'ana@exemplo.com',
      subject: 'Olá, Ana',
      text: 'Até amanhã.',
      html: '<p>Até amanhã.</p>',
    })
    const [letter] = mailbox.mails
    assert.deepEqual([letter?.to, letter?.subject], [['ana@exemplo.com'], 'Olá, Ana'])
    assert.match(letter?.text ?? '', /Até amanhã\./)
    assert.match(letter?.from ?? '', /oi@clinica\.com\.br/)
  } finally {
    await mailbox.close()
  }
})

test('nobody writes headers or recipients through a field', async () => {
  const mailbox = await startMailbox()
  try {
    const mail = openMail({ smtpUrl: mailbox.url, publicUrl: 'https://prosa.example.com' })
    await mail.send({
      to: 'ana@exemplo.com',
      subject: 'Oi\r\nBcc: eve@evil.com\r\n\r\nbody',
      text: '.\r\nQUIT\r\nx',
    })
    const [letter] = mailbox.mails
    assert.deepEqual(letter?.to, ['ana@exemplo.com'])
    assert.match(letter?.from ?? '', /prosa@prosa\.example\.com/)
    assert.match(letter?.text ?? '', /QUIT/)
    for (const to of ['ana@exemplo.com, eve@evil.com', 'ana@exemplo.com\r\nRCPT TO:<eve@evil.com>'])
      await mail.send({ to, subject: 's', text: 't' }).catch(() => undefined)
    assert.ok(!mailbox.mails.flatMap(({ to }) => to).includes('eve@evil.com'))
  } finally {
    await mailbox.close()
  }
})

test('a server that refuses, or is not there, is told apart and named without the recipient', async () => {
  const refusing = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (line) =>
      socket.write(/^RCPT/i.test(String(line)) ? '550 no ana@exemplo.com here\r\n' : '250 ok\r\n'),
    )
    socket.write('220 test\r\n')
  }).listen(0, '127.0.0.1')
  await once(refusing, 'listening')
  const address = refusing.address()
  assert.ok(address && typeof address === 'object')
  const letter = { to: 'ana@exemplo.com', subject: 's', text: 't' }
  const sending = (port: number) =>
    openMail({ smtpUrl: `smtp://127.0.0.1:${port}`, publicUrl: null }).send(letter)
  await assert.rejects(sending(address.port), (error) => {
    assert.ok(error instanceof MailError)
    assert.equal(error.retryable, false)
    assert.doesNotMatch(`${error.message}${error.stack}${error.cause}`, /ana@/)
    return true
  })
  refusing.close()
  await once(refusing, 'close')
  await assert.rejects(sending(address.port), { name: 'MailError', retryable: true })
})
