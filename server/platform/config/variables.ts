import { z } from 'zod'
import { readS3Url } from '#platform/files/s3-url.ts'
import { readAllowance } from '#platform/outbound/allowances.ts'
import { postgresUrl, redisUrl, smtpUrl } from './connection-urls.ts'
import {
  anyText,
  hostName,
  kind,
  listOf,
  matching,
  oneOf,
  onOff,
  originOf,
  proxyRange,
  splitList,
  textOf,
  webAddress,
  wholeNumber,
} from './kinds.ts'

export const aiProviders = ['offline', 'openai', 'google', 'ollama', 'fila-ia', 'openai-compatible'] as const
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const secretKeys = kind(
  'at least 32 characters (openssl rand -hex 32), or such keys between commas, newest first',
  (value) => {
    const keys = splitList(value)
    return keys.length > 0 && keys.every((key) => key.length >= 32) ? keys : undefined
  },
)

const trustedProxies = kind(
  'off, or the proxies to believe: loopback, linklocal, uniquelocal, addresses or ranges such as 10.0.0.0/8',
  (value): string[] | false | undefined => {
    if (/^(off|false|no|0)$/i.test(value)) return false
    const ranges = splitList(value)
    return ranges.length > 0 && ranges.every(proxyRange) ? ranges : undefined
  },
)

/** Every variable there is. All may be absent; `.env.example` explains them in the same order. */
export const variables = z.object({
  NODE_ENV: oneOf('production', 'development', 'test'),
  PORT: wholeNumber(0, 65535),
  HOST: hostName,
  PUBLIC_URL: kind('an http:// or https:// address without a path', originOf),
  PROSA_DATA: anyText,
  ROLES: listOf('web, worker or both between commas', (role) =>
    role === 'web' || role === 'worker' ? role : undefined,
  ),
  DATABASE_URL: postgresUrl,
  REDIS_URL: redisUrl,
  SECRET_KEY: secretKeys,
  ADMIN_EMAIL: kind('an e-mail address', (value) => z.email().max(254).toLowerCase().safeParse(value).data),
  ADMIN_PASSWORD: textOf(10),
  API_KEY: textOf(16),
  SANDBOX: onOff,
  WEBHOOK_VERIFY_TOKEN: anyText,
  META_APP_ID: anyText,
  META_APP_SECRET: listOf('the secret of the app, or two between commas during a change', (secret) => secret),
  OAUTH_REDIRECT_URI: webAddress,
  WHATSAPP_API_VERSION: matching(/^v\d+\.\d+$/, 'a version such as v25.0'),
  WHATSAPP_ACCESS_TOKEN: anyText,
  WHATSAPP_PHONE_NUMBER_ID: anyText,
  WAHA_URL: webAddress,
  WAHA_API_KEY: anyText,
  WAHA_WEBHOOK_URL: webAddress,
  TWILIO_ACCOUNT_SID: anyText,
  TWILIO_AUTH_TOKEN: anyText,
  TWILIO_PHONE_NUMBER: anyText,
  TELEGRAM_BOT_TOKEN: anyText,
  AI_PROVIDER: oneOf(...aiProviders),
  AI_MODEL: anyText,
  AI_SYSTEM_PROMPT: anyText,
  OPENAI_API_KEY: anyText,
  GOOGLE_API_KEY: anyText,
  OLLAMA_URL: webAddress,
  FILA_IA_URL: webAddress,
  FILA_IA_API_KEY: anyText,
  META_GRAPH_URL: webAddress,
  TELEGRAM_API_URL: webAddress,
  TWILIO_API_URL: webAddress,
  OPENAI_BASE_URL: webAddress,
  GOOGLE_BASE_URL: webAddress,
  CONVERSATION_AUTO_CLOSE_HOURS: wholeNumber(1, 8760),
  DEFAULT_RATE_LIMIT_PER_MINUTE: wholeNumber(1, 100_000),
  LOG_LEVEL: oneOf(...logLevels),
  METRICS_TOKEN: anyText,
  CORS_ORIGINS: listOf('http:// or https:// addresses without a path, between commas', originOf),
  SMTP_URL: smtpUrl,
  FILES_URL: kind('s3://key:secret@host/bucket, optionally with ?region=… and &tls=off', (value) =>
    readS3Url(value) ? value : undefined,
  ),
  TRUST_PROXY: trustedProxies,
  OUTBOUND_ALLOW: listOf('hosts, host:port or ranges such as 10.0.0.0/8, between commas', (item) =>
    readAllowance(item) ? item : undefined,
  ),
})

export type Values = z.output<typeof variables>
export type VariableName = keyof Values
export const variableNames = variables.keyof().options
