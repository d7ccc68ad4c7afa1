import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog, type Log } from '#platform/log.ts'

/** Logs to memory; answers with the lines as text, which is what somebody who reads the log sees. */
function logging(work: (log: Log) => void): string {
  const lines: string[] = []
  work(createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } }))
  assert.ok(lines.length > 0)
  for (const line of lines) JSON.parse(line)
  return lines.join('')
}

const leaks: Array<[string, string, (log: Log) => void]> = [
  [
    'an authorization header',
    'abc123def',
    (log) => log.info({ headers: { authorization: 'Bearer abc123def' } }),
  ],
  [
    'a cookie',
    'abc123def',
    (log) => log.info({ headers: { Cookie: 'session=abc123def', 'set-cookie': ['x=abc123def'] } }),
  ],
  [
    'an API key header',
    'abc123def',
    (log) => log.info({ request: { headers: { 'X-API-Key': 'abc123def' } } }),
  ],
  [
    'a password',
    'correct-horse',
    (log) => log.info({ form: { password: 'correct-horse', newPassword: 'correct-horse' } }),
  ],
  ['a token', 'EAAB', (log) => log.info({ account: { accessToken: 'EAAB', access_token: 'EAAB' } })],
  ['a secret', 'shh', (log) => log.info({ META_APP_SECRET: 'shh', totpSecret: 'shh', secretKey: 'shh' })],
  [
    'the text of a message',
    'dor de dente',
    (log) => log.info({ messages: [{ type: 'text', text: { body: 'dor de dente' } }] }),
  ],
  ['the body of a request', 'dor de dente', (log) => log.info({ body: '{"text":"dor de dente"}' })],
  ['a deep field', 'luisa', (log) => log.info({ a: { b: { c: { d: { email: 'luisa' } } } } })],
  [
    'a phone number by name',
    '11988887777',
    (log) => log.info({ contact: { phone: 11988887777, phoneNumber: '11988887777' } }),
  ],
  ['a CPF by name', '52998224725', (log) => log.info({ cpf: '52998224725' })],
  ['a CPF in a message', '529.982.247-25', (log) => log.info('consulta de 529.982.247-25 marcada')],
  ['a bare CPF in a message', '52998224725', (log) => log.info('consulta de 52998224725.')],
  ['an e-mail address in a message', 'luisa@clinica', (log) => log.info('sent to luisa@clinica.com.br')],
  [
    'an e-mail address in place of %s',
    'luisa@clinica',
    (log) => log.info('sent to %s', 'luisa@clinica.com.br'),
  ],
  ['a bearer token split over %s', 'abc123def', (log) => log.info('with Bearer %s', 'abc123def')],
  ['our own key', 'prosa_', (log) => log.warn('key prosa_9xK2mQ8vT4bN7cR1 was refused')],
  ['a WhatsApp address', '5511988887777', (log) => log.info('from 5511988887777@c.us')],
  ['an international number', '988887777', (log) => log.info('call +5511988887777 or (11) 98888-7777')],
  [
    'the password of a database',
    'hunter2',
    (log) => log.error(new Error('no route to postgres://prosa:hunter2@db:5432/x')),
  ],
  ['the password of a Redis', 'hunter2', (log) => log.error({ url: 'redis://:hunter2@cache:6379' }, 'lost')],
  [
    'a token in an address',
    'abc123def',
    (log) => log.info('GET /api/auth/whatsapp/debug?accessToken=abc123def&x=1'),
  ],
  [
    'a bot token in an address',
    'AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
    (log) => log.info('https://api.telegram.org/bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe'),
  ],
  ['a sealed value', 'c2VhbGVkIHZhbHVl', (log) => log.info(`v1.${'c2VhbGVkIHZhbHVl'.repeat(4)}`)],
  [
    'an error that nobody gave words',
    'luisa@clinica',
    (log) => log.error({ err: new Error('no luisa@clinica.com.br') }),
  ],
  [
    'the cause of an error',
    'luisa@clinica',
    (log) => log.error(new Error('x', { cause: new Error('luisa@clinica.com.br') })),
  ],
  [
    'errors in an error',
    'luisa@clinica',
    (log) => log.error(new AggregateError([new Error('luisa@clinica.com.br')])),
  ],
  [
    'an error elsewhere than in err',
    'luisa@clinica',
    (log) => log.error({ failure: new Error('luisa@clinica.com.br') }),
  ],
  [
    'fields of an error',
    'dor de dente',
    (log) =>
      log.error(
        Object.assign(new Error('x'), {
          requestBodyValues: 'dor de dente',
          data: { answer: 'dor de dente' },
        }),
      ),
  ],
  [
    'bindings of a child',
    'abc123def',
    (log) => log.child({ a: 1 }).child({ token: 'abc123def', note: 'Bearer abc123def' }).info('x'),
  ],
  ['a Buffer', 'dor', (log) => log.info({ raw: Buffer.from('dor de dente') })],
  [
    'an address object',
    'hunter2',
    (log) => log.info({ target: new URL('https://u:hunter2@h/?token=hunter2') }),
  ],
  [
    'an instance of a class',
    'abc123def',
    (log) => log.info({ headers: new Headers({ authorization: 'abc123def' }) }),
  ],
]

for (const [what, leak, work] of leaks)
  test(`does not log ${what}`, () => {
    const lines = logging(work)
    assert.ok(!lines.includes(leak), lines)
  })

test('a database error keeps its code and its constraint, and quotes nobody', () => {
  const error = Object.assign(new Error('duplicate key value violates unique constraint "people_email"'), {
    severity: 'ERROR',
    code: '23505',
    detail: 'Key (email)=(luisa@clinica.com.br) already exists.',
    where: 'COPY people, line 1: "Luísa"',
    parameters: ['Luísa'],
    table: 'people',
    constraint: 'people_email',
    routine: '_bt_check_unique',
  })
  const { err } = JSON.parse(logging((log) => log.error({ err: error }, 'query failed')))
  assert.equal(err.code, '23505')
  assert.equal(err.table, 'people')
  assert.equal(err.constraint, 'people_email')
  assert.match(err.message, /violates unique constraint "people_email"/)
  assert.doesNotMatch(JSON.stringify(err), /Lu[íi]sa|luisa/)

  const quoting = { severity: 'ERROR', code: '22P02', routine: 'string_to_uuid' }
  const quoted = Object.assign(new Error('invalid input syntax for type uuid: "Luísa\nSouza"'), quoting)
  assert.doesNotMatch(
    logging((log) => log.error(quoted)),
    /Lu[íi]sa|Souza/,
  )
})

test('what helps is kept', () => {
  const id = '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d'
  const fields = {
    conversationId: id,
    phoneNumberId: '106540352242922',
    totalTokens: 812,
    hasPassword: true,
    ms: 12.345678901234,
    context: 'turn',
    at: new Date(0),
    list: ['a', 1],
    big: 5n,
  }
  const line = JSON.parse(
    logging((log) => log.child({ requestId: 'r1' }).warn(fields, 'took %d of %s', 3, 'these')),
  )
  assert.equal(line.level, 'warn')
  assert.equal(line.msg, 'took 3 of these')
  assert.equal(line.requestId, 'r1')
  assert.deepEqual(
    { ...line, time: 0 },
    {
      ...fields,
      at: '1970-01-01T00:00:00.000Z',
      big: '5',
      level: 'warn',
      msg: 'took 3 of these',
      requestId: 'r1',
      time: 0,
    },
  )
  assert.ok(Math.abs(Date.parse(line.time) - Date.now()) < 5000)
})

test('an error says what it is, where it came from and why', () => {
  class Refusal extends Error {
    readonly status = 403
  }
  const { err, msg } = JSON.parse(
    logging((log) => log.error(new Refusal('no', { cause: new TypeError('because') }))),
  )
  assert.deepEqual([msg, err.type, err.message, err.status], ['no', 'Refusal', 'no', 403])
  assert.match(err.stack, /^Refusal: no\n {4}at .*log\.test\.ts:/)
  assert.deepEqual([err.cause.type, err.cause.message], ['TypeError', 'because'])
})

test('a line stays small, whatever is logged', () => {
  const circle: Record<string, unknown> = { name: 'circle' }
  circle.self = circle
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field${index}`, { index }]))
  const deep = Array.from({ length: 100 }).reduce<object>((inner) => ({ inner }), {})
  const line = logging((log) =>
    log.info({ circle, wide, deep, long: 'x'.repeat(1_000_000), list: new Array(5000).fill({}) }),
  )
  assert.ok(line.length < 50_000, `${line.length} characters`)
})

test('at a terminal a line is readable, and no less careful', () => {
  const written: string[] = []
  const original = process.stdout.write
  process.stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0
  try {
    const log = createLog({ pretty: true })
    log.info({ port: 3000, token: 'abc123def' }, 'listening')
    log.error(new Error('lost'))
  } finally {
    process.stdout.write = original
  }
  const text = written.join('')
  assert.match(text, /^.*\d\d:\d\d:\d\d.*info.*listening port=3000 token=\[redacted\]$/m)
  assert.match(text, /Error: lost\n {4}at /)
})
