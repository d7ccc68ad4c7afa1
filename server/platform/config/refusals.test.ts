import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '#platform/config.ts'

const key = 'k'.repeat(32)

const bad: Array<[string, string, string]> = [
  ['NODE_ENV', 'prod', 'NODE_ENV is "prod" but should be one of production, development, test.'],
  ['PORT', 'abc', 'PORT is "abc" but should be a whole number from 0 to 65535.'],
  ['PORT', '65536', 'PORT is "65536" but should be a whole number from 0 to 65535.'],
  ['PORT', '-1', 'PORT is "-1" but should be a whole number from 0 to 65535.'],
  ['PORT', '80.5', 'PORT is "80.5" but should be a whole number from 0 to 65535.'],
  ['HOST', 'http://x', 'HOST is "http://x" but should be a host name or an IP address.'],
  [
    'PUBLIC_URL',
    'prosa.com',
    'PUBLIC_URL is "prosa.com" but should be an http:// or https:// address without a path.',
  ],
  [
    'PUBLIC_URL',
    'https://a.com/b',
    'PUBLIC_URL is "https://a.com/b" but should be an http:// or https:// address without a path.',
  ],
  [
    'PUBLIC_URL',
    'ftp://a.com',
    'PUBLIC_URL is "ftp://a.com" but should be an http:// or https:// address without a path.',
  ],
  ['ROLES', 'web,cron', 'ROLES is "web,cron" but should be web, worker or both between commas.'],
  ['ROLES', ',', 'ROLES is "," but should be web, worker or both between commas.'],
  [
    'DATABASE_URL',
    'mysql://u:p@h/db',
    'DATABASE_URL has 16 characters (not shown) but should be a postgres:// or postgresql:// address with a host and the name of a database.',
  ],
  [
    'DATABASE_URL',
    'postgres://h',
    'DATABASE_URL has 12 characters (not shown) but should be a postgres:// or postgresql:// address with a host and the name of a database.',
  ],
  [
    'REDIS_URL',
    'localhost:6379',
    'REDIS_URL has 14 characters (not shown) but should be a redis:// or rediss:// address.',
  ],
  [
    'SECRET_KEY',
    'short',
    'SECRET_KEY has 5 characters (not shown) but should be at least 32 characters (openssl rand -hex 32), or such keys between commas, newest first.',
  ],
  [
    'SECRET_KEY',
    `${key},short`,
    'SECRET_KEY has 38 characters (not shown) but should be at least 32 characters (openssl rand -hex 32), or such keys between commas, newest first.',
  ],
  ['ADMIN_EMAIL', 'ana', 'ADMIN_EMAIL is "ana" but should be an e-mail address.'],
  [
    'ADMIN_PASSWORD',
    '123456789',
    'ADMIN_PASSWORD has 9 characters (not shown) but should be at least 10 characters.',
  ],
  [
    'API_KEY',
    'fifteen-letters',
    'API_KEY has 15 characters (not shown) but should be at least 16 characters.',
  ],
  ['SANDBOX', 'maybe', 'SANDBOX is "maybe" but should be on or off.'],
  [
    'OAUTH_REDIRECT_URI',
    '/callback',
    'OAUTH_REDIRECT_URI is "/callback" but should be an http:// or https:// address without user, password, query or fragment.',
  ],
  ['WHATSAPP_API_VERSION', '25', 'WHATSAPP_API_VERSION is "25" but should be a version such as v25.0.'],
  [
    'WAHA_URL',
    'waha:3000',
    'WAHA_URL is "waha:3000" but should be an http:// or https:// address without user, password, query or fragment.',
  ],
  [
    'OLLAMA_URL',
    'http://u:hidden@h',
    'OLLAMA_URL has 17 characters (not shown) but should be an http:// or https:// address without user, password, query or fragment.',
  ],
  [
    'AI_PROVIDER',
    'claude',
    'AI_PROVIDER is "claude" but should be one of offline, openai, google, ollama, fila-ia, openai-compatible.',
  ],
  [
    'CONVERSATION_AUTO_CLOSE_HOURS',
    '0',
    'CONVERSATION_AUTO_CLOSE_HOURS is "0" but should be a whole number from 1 to 8760.',
  ],
  [
    'DEFAULT_RATE_LIMIT_PER_MINUTE',
    'many',
    'DEFAULT_RATE_LIMIT_PER_MINUTE is "many" but should be a whole number from 1 to 100000.',
  ],
  [
    'LOG_LEVEL',
    'verbose',
    'LOG_LEVEL is "verbose" but should be one of fatal, error, warn, info, debug, trace, silent.',
  ],
  [
    'CORS_ORIGINS',
    '*',
    'CORS_ORIGINS is "*" but should be http:// or https:// addresses without a path, between commas.',
  ],
  [
    'SMTP_URL',
    'mail.example.com',
    'SMTP_URL has 16 characters (not shown) but should be an smtp:// or smtps:// address.',
  ],
  [
    'FILES_URL',
    's3://key@host/bucket',
    'FILES_URL has 20 characters (not shown) but should be s3://key:secret@host/bucket, optionally with ?region=… and &tls=off.',
  ],
  [
    'FILES_URL',
    's3://k:%zz@host/bucket',
    'FILES_URL has 22 characters (not shown) but should be s3://key:secret@host/bucket, optionally with ?region=… and &tls=off.',
  ],
  [
    'TRUST_PROXY',
    'on',
    'TRUST_PROXY is "on" but should be off, or the proxies to believe: loopback, linklocal, uniquelocal, addresses or ranges such as 10.0.0.0/8.',
  ],
  [
    'OUTBOUND_ALLOW',
    '10.0.0.0/33',
    'OUTBOUND_ALLOW is "10.0.0.0/33" but should be hosts, host:port or ranges such as 10.0.0.0/8, between commas.',
  ],
]

for (const [name, value, line] of bad)
  test(`${name}=${value} stops the start`, () => {
    const refusal = { name: 'StartError', message: line }
    assert.throws(() => readConfig({ [name]: value }), refusal)
    // The same from the file, quoted as a person would.
    assert.throws(() => readConfig({}, `${name}='${value}'\n`), refusal)
  })
