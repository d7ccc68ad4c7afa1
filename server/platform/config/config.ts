import type { aiProviders, logLevels } from './variables.ts'

export type AiProvider = (typeof aiProviders)[number]
export type LogLevel = (typeof logLevels)[number]
export type ProcessRole = 'web' | 'worker'

/** What the program was told from outside, checked, with the defaults filled in. Read once, at the start. */
export type Config = {
  production: boolean
  port: number
  host: string
  /** An origin, without a slash at the end. */
  publicUrl: string | null
  /** Absolute. */
  dataDir: string
  roles: ReadonlySet<ProcessRole>
  databaseUrl: string | null
  redisUrl: string | null
  /** The newest first; empty means: generated and kept under `dataDir`. */
  secretKeys: string[]
  adminEmail: string | null
  adminPassword: string | null
  apiKey: string | null
  sandbox: boolean
  /** Where the sandbox is, once it runs for this process. */
  sandboxUrl: string | null
  corsOrigins: string[]
  trustProxy: string[] | false
  metricsToken: string | null
  smtpUrl: string | null
  filesUrl: string | null
  /** Private hosts, host:port and ranges that requests may reach, those of the configured addresses included. */
  outboundAllow: string[]
  logLevel: LogLevel
  conversationAutoCloseHours: number
  defaultRateLimitPerMinute: number
  meta: {
    appId: string | null
    /** The newest first: during a change webhooks may be signed with either. */
    appSecrets: string[]
    webhookVerifyToken: string | null
    oauthRedirectUri: string | null
    graphUrl: string
  }
  whatsapp: { accessToken: string | null; phoneNumberId: string | null; apiVersion: string }
  waha: { url: string | null; apiKey: string | null; webhookUrl: string | null }
  twilio: { accountSid: string | null; authToken: string | null; phoneNumber: string | null; apiUrl: string }
  telegram: { botToken: string | null; apiUrl: string }
  ai: {
    provider: AiProvider
    model: string | null
    systemPrompt: string | null
    openai: { apiKey: string | null; baseUrl: string }
    google: { apiKey: string | null; baseUrl: string }
    ollama: { url: string }
    filaIa: { url: string | null; apiKey: string | null }
  }
  /** Harmless things worth a line at the start. */
  notes: string[]
}
