import { z } from 'zod'
import { Id, Page, PageQuery, requiredText, Time, text } from '#contract/common.ts'
import { type EventName, eventNames } from '#contract/events.ts'

/** About the program itself and how it is run: nothing that another system works with. */
export const internalEvents = [
  'instance.started',
  'provider.notified',
  'secrets.rotated',
  'job.retried',
  'job.cancelled',
] as const satisfies readonly EventName[]

const internal: readonly EventName[] = internalEvents
export const webhookEvents = eventNames.filter((name) => !internal.includes(name))

export const WebhookEvents = z
  .array(z.enum(['*', ...webhookEvents]))
  .min(1)
  .max(200)
  .meta({
    description: 'Names of events, or `*` for all of them, those of later versions too',
    example: ['number.trouble_found', 'account.recovered'],
  })

export const WebhookState = z.enum(['active', 'paused', 'failing']).meta({
  description:
    '`failing`: given up after days without a good answer, or after 410. Resume it once it is mended',
  example: 'active',
})
export type WebhookState = z.infer<typeof WebhookState>

const Url = requiredText(2000).meta({
  description: 'https; http and private addresses only where OUTBOUND_ALLOW names the host',
  example: 'https://erp.example.com/prosa',
})
const Description = text(200).trim().nullable().meta({ example: 'ERP' })

export const WebhookEndpoint = z
  .object({
    id: Id,
    url: z.string().meta({ example: 'https://erp.example.com/prosa' }),
    description: z.string().nullable().meta({ example: 'ERP' }),
    events: z.array(z.string()).meta({ example: ['message.received', 'conversation.closed'] }),
    state: WebhookState,
    failures: z.number().int().meta({ description: 'Attempts without a good answer since the last one' }),
    failingSince: Time.nullable(),
    previousSecretUntil: Time.nullable().meta({
      description: 'Until when it is signed with the secret before, too',
    }),
    createdBy: Id.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'WebhookEndpoint' })
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>
export const WebhookEndpoints = Page(WebhookEndpoint)

export const NewWebhookEndpoint = z.object({
  url: Url,
  description: Description.optional(),
  events: WebhookEvents,
})
export type NewWebhookEndpoint = z.infer<typeof NewWebhookEndpoint>
export const WebhookEndpointChange = NewWebhookEndpoint.partial()
export type WebhookEndpointChange = z.infer<typeof WebhookEndpointChange>

export const WebhookEndpointWithSecret = WebhookEndpoint.extend({
  secret: z
    .string()
    .meta({ description: 'Shown this once', example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }),
}).meta({ id: 'WebhookEndpointWithSecret' })
export type WebhookEndpointWithSecret = z.infer<typeof WebhookEndpointWithSecret>

const Failure = z.string().nullable().meta({
  description:
    'Why there was no good answer: `bad_status`, `timeout`, `network`, `tls`, `refused_address`, `bad_url`',
  example: 'bad_status',
})
const Status = z.number().int().nullable().meta({ description: 'The HTTP status answered', example: 503 })

export const WebhookPing = z
  .object({ delivered: z.boolean(), status: Status, error: Failure })
  .meta({ id: 'WebhookPing' })
export type WebhookPing = z.infer<typeof WebhookPing>

export const DeliveryState = z.enum(['waiting', 'delivered', 'failed'])
export type DeliveryState = z.infer<typeof DeliveryState>

export const WebhookDelivery = z
  .object({
    id: Id.meta({ description: 'Sent as `webhook-id`' }),
    eventId: z.string().meta({ description: '`data.id` of what is sent', example: '48211' }),
    event: z.string().meta({ example: 'message.received' }),
    state: DeliveryState,
    attempts: z.number().int(),
    nextAt: Time.nullable().meta({ description: 'When it is sent next' }),
    status: Status,
    error: Failure,
    createdAt: Time,
    settledAt: Time.nullable(),
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
export const WebhookDeliveries = Page(WebhookDelivery)
export const DeliveryQuery = PageQuery.extend({ state: DeliveryState.optional() })
export type DeliveryQuery = z.infer<typeof DeliveryQuery>

export const WebhookReplay = z.object({
  since: Time.meta({ description: 'Whatever happened from then on is sent again, up to 30 days back' }),
})
export type WebhookReplay = z.infer<typeof WebhookReplay>
