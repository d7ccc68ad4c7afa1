import type { WebhookDelivery } from '#contract/webhooks.ts'
import { pt, say } from '../words.ts'

const isKnown = (error: string): error is keyof typeof pt.error => error in pt.error

/** Why there was no good answer, in a few words. */
export function failureOf({ error, status }: Pick<WebhookDelivery, 'error' | 'status'>): string | null {
  if (error === null) return null
  if (status !== null) return say('error.status', { status })
  return say(`error.${isKnown(error) && error !== 'status' ? error : 'unknown'}`)
}
