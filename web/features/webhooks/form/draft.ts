import type { EventName } from '#contract/events.ts'
import type { NewWebhookEndpoint, WebhookEndpoint } from '#contract/webhooks.ts'
import { webhookEvents } from '../events.ts'

export type Draft = { url: string; description: string; all: boolean; events: EventName[] }

export const draftOf = (endpoint: WebhookEndpoint | null): Draft =>
  endpoint
    ? {
        url: endpoint.url,
        description: endpoint.description ?? '',
        all: endpoint.events.includes('*'),
        events: webhookEvents.filter((name) => endpoint.events.includes(name)),
      }
    : { url: '', description: '', all: false, events: [] }

/** What is missing or wrong, as far as this page can tell. */
export type Slip = 'urlMissing' | 'urlBad' | 'descriptionLong' | 'someMissing'

export function slipsIn({ url, description, all, events }: Draft): {
  url: Slip | null
  about: Slip | null
  events: Slip | null
} {
  return {
    url: !url.trim() ? 'urlMissing' : /^https?:\/\/[^/]/i.test(url.trim()) ? null : 'urlBad',
    about: description.trim().length > 200 ? 'descriptionLong' : null,
    events: all || events.length > 0 ? null : 'someMissing',
  }
}

/** Null while something is wrong. */
export function wantedBy(draft: Draft): NewWebhookEndpoint | null {
  if (Object.values(slipsIn(draft)).some((slip) => slip !== null)) return null
  return {
    url: draft.url.trim(),
    description: draft.description.trim() || null,
    events: draft.all ? ['*'] : draft.events,
  }
}
