import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { loadConfig, readConfig } from '#platform/config.ts'
import { StartError } from '#platform/start-error.ts'
import { variableNames } from './variables.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const key = 'k'.repeat(32)

type Environment = Record<string, string>

function problemsOf(env: Environment, dotenv: string | null = null): string[] {
  try {
    readConfig(env, dotenv)
  } catch (error) {
    assert.ok(error instanceof StartError, String(error))
    return error.message.split('\n')
  }
  return []
}

test('nothing has to be set', () => {
  const config = readConfig({}, null, '/srv/prosa')
  assert.equal(config.production, false)
  assert.equal(config.port, 3000)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.dataDir, '/srv/prosa/data')
  assert.deepEqual([...config.roles], ['web', 'worker'])
  assert.deepEqual(config.secretKeys, [])
  assert.equal(config.sandbox, true)
  assert.equal(config.trustProxy, false)
  assert.equal(config.logLevel, 'info')
  assert.equal(config.whatsapp.apiVersion, 'v25.0')
  assert.equal(config.conversationAutoCloseHours, 24)
  assert.equal(config.defaultRateLimitPerMinute, 50)
  assert.equal(config.ai.provider, 'offline')
  assert.deepEqual(config.notes, [])
})

test('all problems are said at once, and no secret is', () => {
  const lines = problemsOf(
    { PORT: 'x', API_KEY: 'hunter2', SANDBOX: 'on', NODE_ENV: 'production' },
    'PROT=1\n',
  )
  assert.equal(lines.length, 5)
  for (const name of ['PORT is', 'API_KEY has', 'SECRET_KEY is missing', 'SANDBOX is "on"', 'PROT is not'])
    assert.ok(
      lines.some((line) => line.startsWith(name)),
      `${name} in ${lines}`,
    )
  assert.doesNotMatch(lines.join(), /hunter2/)
})

test('production needs a key and has no sandbox', () => {
  assert.match(problemsOf({ NODE_ENV: 'production' }).join(), /^SECRET_KEY is missing but required/)
  assert.match(
    problemsOf({ NODE_ENV: 'production', SECRET_KEY: key, SANDBOX: 'on' }).join(),
    /^SANDBOX is "on" but should be off/,
  )
  const config = readConfig({ NODE_ENV: 'production', SECRET_KEY: key })
  assert.deepEqual([config.production, config.sandbox], [true, false])
})

test('the sandbox is on only where nothing of the outside is configured', () => {
  const outside: Environment[] = [
    { WHATSAPP_ACCESS_TOKEN: 'x', WHATSAPP_PHONE_NUMBER_ID: '1' },
    { OPENAI_API_KEY: 'x' },
    { TELEGRAM_BOT_TOKEN: 'x' },
    { META_GRAPH_URL: 'http://127.0.0.1:1' },
    { AI_PROVIDER: 'ollama' },
    { PUBLIC_URL: 'https://prosa.example.com' },
  ]
  for (const env of outside) {
    assert.equal(readConfig(env).sandbox, false, JSON.stringify(env))
    assert.equal(readConfig({ ...env, SANDBOX: 'on' }).sandbox, true)
  }
  for (const env of [{ PUBLIC_URL: 'http://localhost:3000' }, { API_KEY: key }, { AI_PROVIDER: 'offline' }])
    assert.equal(readConfig(env).sandbox, true, JSON.stringify(env))
  assert.equal(readConfig({ SANDBOX: 'off' }).sandbox, false)
})

test('names that nobody knows', () => {
  assert.deepEqual(problemsOf({}, 'PROT=3000\nWHATSAPP_TOKEN=x\nFAVOURITE_COLOUR=blue\n'), [
    'FAVOURITE_COLOUR is not a variable that Prosa knows.',
    'PROT is not a variable that Prosa knows; did you mean PORT?',
    'WHATSAPP_TOKEN is not a variable that Prosa knows; did you mean WHATSAPP_ACCESS_TOKEN?',
  ])
  // An environment is full of other programs' names; only what claims to be ours is looked at.
  assert.deepEqual(problemsOf({ FAVOURITE_COLOUR: 'blue', LS_COLORS: 'x' }), [])
  assert.deepEqual(problemsOf({ PROSA_DATE: 'x' }), [
    'PROSA_DATE is not a variable that Prosa knows; did you mean PROSA_DATA?',
  ])
})

test('what Kubernetes makes up for a service called prosa, or redis, is not ours', () => {
  const made = {
    PROSA_SERVICE_HOST: '10.0.0.1',
    PROSA_SERVICE_PORT_HTTP: '80',
    PROSA_PORT: 'tcp://10.0.0.1:80',
    PROSA_PORT_80_TCP_ADDR: '10.0.0.1',
    REDIS_PORT: 'tcp://10.0.0.2:6379',
  }
  assert.equal(readConfig(made).redisUrl, null)
  assert.equal(readConfig({ ...made, REDIS_HOST: 'redis' }).redisUrl, 'redis://redis:6379')
  assert.match(problemsOf({ PROSA_PORT: '3000' }).join(), /^PROSA_PORT is not a variable/)
})

test('.env: the process wins, an empty value is none, and Windows may have written it', () => {
  const file = '\uFEFFPORT=4000 # comment\r\nHOST="0.0.0.0"\r\nWAHA_URL=\r\nexport LOG_LEVEL=debug\r\n'
  const config = readConfig({ PORT: '5000' }, file)
  assert.deepEqual(
    [config.port, config.host, config.waha.url, config.logLevel],
    [5000, '0.0.0.0', null, 'debug'],
  )
  assert.equal(readConfig({ PORT: '' }, file).port, 3000)
})

test('.env: what would quietly be dropped or cut is said, without the value', () => {
  assert.deepEqual(problemsOf({}, 'PORT 3000\n'), ['Line 1 of .env is not NAME=value.'])
  assert.deepEqual(problemsOf({}, '\nADMIN_PASSWORD=correct-horse#battery\n'), [
    'Line 2 of .env has a # inside ADMIN_PASSWORD: put the value in quotes, or it is cut there.',
  ])
  assert.match(
    problemsOf({}, 'METRICS_TOKEN="abc\n').join(),
    /^Line 1 of .env opens a quote for METRICS_TOKEN/,
  )
  assert.equal(
    readConfig({}, 'ADMIN_PASSWORD="correct-horse#battery"').adminPassword,
    'correct-horse#battery',
  )
  assert.equal(
    readConfig({}, 'AI_SYSTEM_PROMPT="Be kind.\nBe short."').ai.systemPrompt,
    'Be kind.\nBe short.',
  )
})

test('the .env of each reference works', () => {
  const first = readConfig({}, 'WHATSAPP_ACCESS_TOKEN=t\nWHATSAPP_PHONE_NUMBER_ID=1\nDOCKER_REGISTRY=\n')
  assert.deepEqual([first.whatsapp.accessToken, first.notes], ['t', []])

  const second = readConfig(
    {},
    `SECRET_KEY=${key}\nGOOGLE_API_KEY=g\nWAHA_API_KEY=change-me\nWAHA_WEBHOOK_URL=http://api:3333/api/v1/webhooks/waha\nDATABASE_URL=postgresql://dba:dba@localhost:15432/BotDB\nREDIS_URL=redis://redis:6379/0\n`,
  )
  assert.equal(second.ai.provider, 'google')
  assert.equal(second.waha.webhookUrl, 'http://api:3333/api/v1/webhooks/waha')

  const third = readConfig(
    {},
    `API_KEY=my_super_secret_api_key_change_in_production_abc123xyz\nWEBHOOK_VERIFY_TOKEN=v\nMETA_APP_ID=1\nMETA_APP_SECRET=s\nDATABASE_URL="postgresql://postgres:postgres@localhost:5432/whatsapp_microservice?schema=public"\nREDIS_HOST=localhost\nREDIS_PORT=6380\nWHATSAPP_API_VERSION=v21.0\n`,
  )
  assert.equal(third.databaseUrl, 'postgresql://postgres:postgres@localhost:5432/whatsapp_microservice')
  assert.equal(third.redisUrl, 'redis://localhost:6380')
  assert.equal(third.notes.length, 2)

  const fifth = readConfig(
    {},
    'OPENAI_API_KEY=sk-...           # Chave API OpenAI\nFLASK_ENV=development           # Ambiente\nFLASK_PORT=5000                # Porta\nNODE_ENV=development\nPORT=3000                      # Porta\nTWILIO_ACCOUNT_SID=...\nTWILIO_AUTH_TOKEN=...\nTWILIO_PHONE_NUMBER=...\nTELEGRAM_BOT_TOKEN=...\nAI_SYSTEM_PROMPT="Você é um assistente..."\n',
  )
  assert.deepEqual([fifth.ai.provider, fifth.ai.openai.apiKey], ['openai', 'sk-...'])
  assert.deepEqual(fifth.notes, [
    'FLASK_ENV is not used: the mode is NODE_ENV.',
    'FLASK_PORT is not used: the port is PORT.',
  ])
})

test('a database on a Unix socket, or with parameters, is one like any other', () => {
  for (const url of ['postgres:///prosa?host=/run/postgresql', 'postgres://u:p@h:5433/prosa?sslmode=require'])
    assert.equal(readConfig({ DATABASE_URL: url }).databaseUrl, url)
})

test('a wrong REDIS_PORT is called by its name', () => {
  assert.deepEqual(problemsOf({ REDIS_HOST: 'redis', REDIS_PORT: 'six' }), [
    'REDIS_PORT is "six" but should be a whole number from 1 to 65535.',
  ])
})

test('the assistant answers with whichever provider has a key', () => {
  const provider = (env: Environment) => readConfig(env).ai.provider
  assert.equal(provider({ GOOGLE_API_KEY: 'x', OPENAI_API_KEY: 'x' }), 'openai')
  assert.equal(provider({ FILA_IA_URL: 'http://f', FILA_IA_API_KEY: 'x' }), 'fila-ia')
  assert.equal(provider({ OLLAMA_URL: 'http://o' }), 'ollama')
  assert.equal(provider({ OPENAI_API_KEY: 'x', AI_PROVIDER: 'offline' }), 'offline')
  assert.deepEqual(readConfig({ AI_PROVIDER: 'openai' }).notes, [
    'The assistant uses openai, but there is no OPENAI_API_KEY.',
  ])
})

test('lists and addresses come out in one form', () => {
  const config = readConfig({
    SECRET_KEY: `${key}1, ${key}2`,
    CORS_ORIGINS: 'https://a.com/, http://b.com:8080',
    TRUST_PROXY: 'loopback, 10.0.0.0/8',
    ROLES: 'worker',
    PUBLIC_URL: 'https://Prosa.Example.com/',
    OLLAMA_URL: 'http://ollama:11434/',
    OUTBOUND_ALLOW: '10.1.0.0/16,crm.local:8443',
    ADMIN_EMAIL: 'Ana@Clinica.com.br',
    META_APP_SECRET: 'the-new-one, the-old-one',
  })
  assert.deepEqual(config.secretKeys, [`${key}1`, `${key}2`])
  assert.deepEqual(config.corsOrigins, ['https://a.com', 'http://b.com:8080'])
  assert.deepEqual(config.trustProxy, ['loopback', '10.0.0.0/8'])
  assert.deepEqual([...config.roles], ['worker'])
  assert.equal(config.publicUrl, 'https://prosa.example.com')
  assert.equal(config.ai.ollama.url, 'http://ollama:11434')
  assert.deepEqual(config.outboundAllow, ['10.1.0.0/16', 'crm.local:8443', 'ollama:11434'])
  assert.equal(config.adminEmail, 'ana@clinica.com.br')
  assert.deepEqual(config.meta.appSecrets, ['the-new-one', 'the-old-one'])
})

test('.env.example names every variable, and sets none', async () => {
  const example = parseEnv(await readFile(join(root, '.env.example'), 'utf8'))
  assert.deepEqual(Object.keys(example).sort(), [...variableNames].sort())
  assert.deepEqual([...new Set(Object.values(example))], [''])
})

test('everything that the documentation promises is there', () => {
  const promised =
    'PORT HOST PUBLIC_URL PROSA_DATA ROLES DATABASE_URL REDIS_URL SECRET_KEY ADMIN_EMAIL ADMIN_PASSWORD API_KEY SANDBOX NODE_ENV WEBHOOK_VERIFY_TOKEN META_APP_ID META_APP_SECRET OAUTH_REDIRECT_URI WHATSAPP_API_VERSION WHATSAPP_ACCESS_TOKEN WHATSAPP_PHONE_NUMBER_ID WAHA_URL WAHA_API_KEY WAHA_WEBHOOK_URL TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_PHONE_NUMBER TELEGRAM_BOT_TOKEN AI_PROVIDER AI_MODEL AI_SYSTEM_PROMPT OPENAI_API_KEY GOOGLE_API_KEY OLLAMA_URL FILA_IA_URL FILA_IA_API_KEY META_GRAPH_URL TELEGRAM_API_URL TWILIO_API_URL OPENAI_BASE_URL GOOGLE_BASE_URL CONVERSATION_AUTO_CLOSE_HOURS DEFAULT_RATE_LIMIT_PER_MINUTE LOG_LEVEL METRICS_TOKEN CORS_ORIGINS SMTP_URL'
  const names: readonly string[] = variableNames
  assert.deepEqual(
    promised.split(' ').filter((name) => !names.includes(name)),
    [],
  )
})

test('a copy of the example starts', async () => {
  assert.deepEqual(readConfig({}, await readFile(join(root, '.env.example'), 'utf8')), readConfig({}))
})

test('the .env at the root is read; one that cannot be read is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'prosa-config-'))
  try {
    assert.equal(loadConfig(folder).metricsToken, null)
    await writeFile(join(folder, '.env'), 'METRICS_TOKEN=from-the-file\n')
    assert.equal(loadConfig(folder).metricsToken, 'from-the-file')
    await rm(join(folder, '.env'))
    await mkdir(join(folder, '.env'))
    assert.throws(() => loadConfig(folder), {
      name: 'StartError',
      message: `${join(folder, '.env')} cannot be read.`,
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})
