import { resolve } from 'node:path'
import type { Config } from './config.ts'
import { configuredHosts, hints, knowsTheOutside, providerWithKey } from './outside.ts'
import type { Values } from './variables.ts'

export function assemble(values: Values, { rootDir, notes }: { rootDir: string; notes: string[] }): Config {
  const production = values.NODE_ENV === 'production'
  const ai = assembleAi(values)
  return {
    production,
    port: values.PORT ?? 3000,
    host: values.HOST ?? '127.0.0.1',
    publicUrl: values.PUBLIC_URL,
    dataDir: resolve(rootDir, values.PROSA_DATA ?? 'data'),
    roles: new Set(values.ROLES ?? ['web', 'worker']),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    secretKeys: values.SECRET_KEY ?? [],
    adminEmail: values.ADMIN_EMAIL,
    adminPassword: values.ADMIN_PASSWORD,
    apiKey: values.API_KEY,
    sandbox: !production && (values.SANDBOX ?? !knowsTheOutside(values)),
    sandboxUrl: null,
    corsOrigins: values.CORS_ORIGINS ?? [],
    trustProxy: values.TRUST_PROXY ?? false,
    metricsToken: values.METRICS_TOKEN,
    smtpUrl: values.SMTP_URL,
    filesUrl: values.FILES_URL,
    outboundAllow: [...(values.OUTBOUND_ALLOW ?? []), ...configuredHosts(values, ai)],
    logLevel: values.LOG_LEVEL ?? 'info',
    conversationAutoCloseHours: values.CONVERSATION_AUTO_CLOSE_HOURS ?? 24,
    defaultRateLimitPerMinute: values.DEFAULT_RATE_LIMIT_PER_MINUTE ?? 50,
    ...assembleChannels(values),
    ai,
    notes: [...notes, ...hints(values, ai)],
  }
}

function assembleChannels(
  values: Values,
): Pick<Config, 'meta' | 'whatsapp' | 'waha' | 'twilio' | 'telegram'> {
  return {
    meta: {
      appId: values.META_APP_ID,
      appSecrets: values.META_APP_SECRET ?? [],
      webhookVerifyToken: values.WEBHOOK_VERIFY_TOKEN,
      oauthRedirectUri: values.OAUTH_REDIRECT_URI,
      graphUrl: values.META_GRAPH_URL ?? 'https://graph.facebook.com',
    },
    whatsapp: {
      accessToken: values.WHATSAPP_ACCESS_TOKEN,
      phoneNumberId: values.WHATSAPP_PHONE_NUMBER_ID,
      apiVersion: values.WHATSAPP_API_VERSION ?? 'v25.0',
    },
    waha: { url: values.WAHA_URL, apiKey: values.WAHA_API_KEY, webhookUrl: values.WAHA_WEBHOOK_URL },
    twilio: {
      accountSid: values.TWILIO_ACCOUNT_SID,
      authToken: values.TWILIO_AUTH_TOKEN,
      phoneNumber: values.TWILIO_PHONE_NUMBER,
      apiUrl: values.TWILIO_API_URL ?? 'https://api.twilio.com',
    },
    telegram: {
      botToken: values.TELEGRAM_BOT_TOKEN,
      apiUrl: values.TELEGRAM_API_URL ?? 'https://api.telegram.org',
    },
  }
}

function assembleAi(values: Values): Config['ai'] {
  return {
    provider: values.AI_PROVIDER ?? providerWithKey(values),
    model: values.AI_MODEL,
    systemPrompt: values.AI_SYSTEM_PROMPT,
    openai: { apiKey: values.OPENAI_API_KEY, baseUrl: values.OPENAI_BASE_URL ?? 'https://api.openai.com/v1' },
    google: {
      apiKey: values.GOOGLE_API_KEY,
      baseUrl: values.GOOGLE_BASE_URL ?? 'https://generativelanguage.googleapis.com/v1beta',
    },
    ollama: { url: values.OLLAMA_URL ?? 'http://127.0.0.1:11434' },
    filaIa: { url: values.FILA_IA_URL, apiKey: values.FILA_IA_API_KEY },
  }
}
