import { type WebhookEndpoint, WebhookState } from '#contract/webhooks.ts'
import type { Ctx } from '#platform/context.ts'
import { previousUntil } from '../secret.ts'
import type { EndpointRow } from './store.ts'

export const present = (ctx: Ctx, row: EndpointRow): WebhookEndpoint => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events,
  state: WebhookState.parse(row.state),
  failures: row.failures,
  failingSince: row.failing_since?.toISOString() ?? null,
  previousSecretUntil: previousUntil(ctx, row.secret_encrypted)?.toISOString() ?? null,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
