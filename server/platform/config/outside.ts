import ipaddr from 'ipaddr.js'
import type { AiProvider, Config } from './config.ts'
import type { Values } from './variables.ts'

export function providerWithKey(values: Values): AiProvider {
  if (values.OPENAI_API_KEY) return 'openai'
  if (values.GOOGLE_API_KEY) return 'google'
  if (values.FILA_IA_API_KEY) return 'fila-ia'
  // Ollama has no key; its address takes the key's place.
  return values.OLLAMA_URL ? 'ollama' : 'offline'
}

const ofTheOutside = [
  'WEBHOOK_VERIFY_TOKEN',
  'META_APP_ID',
  'META_APP_SECRET',
  'OAUTH_REDIRECT_URI',
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WAHA_URL',
  'WAHA_API_KEY',
  'WAHA_WEBHOOK_URL',
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_PHONE_NUMBER',
  'TELEGRAM_BOT_TOKEN',
  'OPENAI_API_KEY',
  'GOOGLE_API_KEY',
  'FILA_IA_API_KEY',
] as const

const outsideAddresses = [
  'META_GRAPH_URL',
  'TELEGRAM_API_URL',
  'TWILIO_API_URL',
  'OPENAI_BASE_URL',
  'GOOGLE_BASE_URL',
  'OLLAMA_URL',
  'FILA_IA_URL',
  'WAHA_URL',
] as const

/** A simulated outside beside a real one would mix invented customers with true ones. */
export const knowsTheOutside = (values: Values): boolean =>
  [...ofTheOutside, ...outsideAddresses].some((name) => values[name] !== null) ||
  (values.AI_PROVIDER ?? 'offline') !== 'offline' ||
  (values.PUBLIC_URL !== null && !isLoopback(new URL(values.PUBLIC_URL).hostname))

function isLoopback(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  return host === 'localhost' || (ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback')
}

/** Whoever configures an address on the own network means that it may be reached: that host, on that port. */
export function configuredHosts(values: Values, ai: Config['ai']): string[] {
  const addresses = outsideAddresses.map((name) => values[name])
  const used = ai.provider === 'ollama' ? [...addresses, ai.ollama.url] : addresses
  const urls = used.filter((address) => address !== null).map((address) => new URL(address))
  return [
    ...new Set(urls.map((url) => `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`)),
  ]
}

export function hints(values: Values, ai: Config['ai']): string[] {
  const missing = {
    openai: values.OPENAI_API_KEY ? null : 'OPENAI_API_KEY',
    google: values.GOOGLE_API_KEY ? null : 'GOOGLE_API_KEY',
    'fila-ia': values.FILA_IA_URL ? null : 'FILA_IA_URL',
    'openai-compatible': values.OPENAI_BASE_URL ? null : 'OPENAI_BASE_URL',
    ollama: null,
    offline: null,
  }[ai.provider]
  const lines = missing ? [`The assistant uses ${ai.provider}, but there is no ${missing}.`] : []
  if ((values.WHATSAPP_ACCESS_TOKEN === null) !== (values.WHATSAPP_PHONE_NUMBER_ID === null))
    lines.push('WHATSAPP_ACCESS_TOKEN and WHATSAPP_PHONE_NUMBER_ID work only together.')
  return lines
}
