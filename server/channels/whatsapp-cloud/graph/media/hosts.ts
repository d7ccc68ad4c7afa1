import type { Access } from '../ask.ts'

const ofMeta = /\.(fbsbx\.com|facebook\.com|whatsapp\.net)$/

/** The host that is configured, as it is configured: a simulator has neither a certificate nor a public address. */
export const isGraphHost = ({ graphUrl }: Access, { origin }: URL): boolean =>
  URL.parse(graphUrl)?.origin === origin

export const maySeeToken = (access: Access, url: URL): boolean =>
  isGraphHost(access, url) || (url.protocol === 'https:' && url.port === '' && ofMeta.test(url.hostname))

export const mayFollow = (access: Access, url: URL): boolean =>
  isGraphHost(access, url) || url.protocol === 'https:'
