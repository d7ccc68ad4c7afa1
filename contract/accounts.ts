import { z } from 'zod'
import { Id, PageQuery, requiredText, Time, text } from '#contract/common.ts'

/** An id as the provider writes it: digits, kept as text. */
const ProviderId = text(64)
  .trim()
  .regex(/^\d{1,64}$/)

export const Trouble = z
  .object({
    code: z.string().meta({ description: 'Stable name of what is wrong', example: 'token_invalid' }),
    detail: z.string().nullable().meta({ description: 'In the words of the provider, where it said any' }),
    todo: z.string().nullable().meta({ description: 'Stable name of what mends it', example: 'reconnect' }),
  })
  .meta({ id: 'Trouble' })
export type Trouble = z.infer<typeof Trouble>

export const BusinessNumber = z
  .object({
    id: Id,
    accountId: Id,
    phoneNumberId: z.string().meta({ description: 'The id that the provider gives it' }),
    phoneNumber: z.string().nullable().meta({ description: 'E.164', example: '+5511999999999' }),
    name: z.string(),
    state: z
      .enum(['active', 'paused'])
      .meta({ description: 'Nothing is sent from a paused one: somebody stopped it, or its trouble did' }),
    trouble: Trouble.nullable(),
    quality: z.string().nullable().meta({ description: 'GREEN, YELLOW, RED or UNKNOWN', example: 'GREEN' }),
    limitTier: z
      .string()
      .nullable()
      .meta({ description: 'People that may be written to first, in 24 hours', example: 'TIER_2K' }),
    status: z.string().nullable().meta({ description: 'As the provider has it', example: 'CONNECTED' }),
    throughput: z.number().int().meta({ description: 'Messages a second that the provider allows' }),
    pace: z.number().int().nullable().meta({ description: 'Messages a second, where somebody chose fewer' }),
    lastWebhookAt: Time.nullable(),
    lastDeliveredAt: Time.nullable(),
    checkedAt: Time.nullable(),
    createdAt: Time,
  })
  .meta({ id: 'BusinessNumber' })
export type BusinessNumber = z.infer<typeof BusinessNumber>

export const Account = z
  .object({
    id: Id,
    name: z.string(),
    channel: z.enum(['whatsapp_cloud']),
    businessId: z
      .string()
      .nullable()
      .meta({ description: 'WhatsApp Business Account (WABA); null until it has been found out' }),
    portfolioId: z.string().nullable(),
    state: z
      .enum(['connected', 'needs_attention'])
      .meta({ description: 'Nothing is sent while it needs attention' }),
    trouble: Trouble.nullable(),
    accessTokenSet: z.boolean(),
    accessTokenEnd: z.string().nullable().meta({ description: 'The last four characters', example: 'x9Qa' }),
    appSecretSet: z.boolean(),
    subscribedAt: Time.nullable().meta({ description: 'Since when its webhooks come here' }),
    checkedAt: Time.nullable(),
    createdAt: Time,
    numbers: z.array(BusinessNumber),
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof Account>

const Name = requiredText(120).meta({ example: 'Clínica Aurora' })
const AccessToken = text(4000)
  .trim()
  .min(1)
  .regex(/^[\x21-\x7e]+$/)
  .meta({ example: 'EAAGm0PX4ZCpsBAexample' })
const AppSecret = text(200)
  .trim()
  .min(1)
  .regex(/^[\x21-\x7e]+$/)

export const NewAccount = z
  .object({
    name: Name,
    businessId: ProviderId.optional().meta({ description: 'WhatsApp Business Account (WABA)' }),
    wabaId: ProviderId.optional().meta({ description: 'The same, by its other name' }),
    accessToken: AccessToken,
    appSecret: AppSecret.optional().meta({
      description: 'Where its webhooks are signed with another secret than META_APP_SECRET',
    }),
  })
  .refine(({ businessId, wabaId }) => (businessId ?? wabaId) !== undefined, {
    path: ['businessId'],
    message: 'send_business_id',
  })
  .refine(({ businessId, wabaId }) => !businessId || !wabaId || businessId === wabaId, {
    path: ['wabaId'],
    message: 'two_different_ids',
  })
  .meta({
    example: {
      name: 'Clínica Aurora',
      businessId: '102290129340398',
      accessToken: 'EAAGm0PX4ZCpsBAexample',
    },
  })
export type NewAccount = z.infer<typeof NewAccount>

export const AccountChange = z
  .object({
    name: Name.optional(),
    accessToken: AccessToken.optional(),
    appSecret: AppSecret.nullable().optional().meta({ description: 'null takes it away' }),
  })
  .meta({ example: { name: 'Clínica Aurora, Centro' } })
export type AccountChange = z.infer<typeof AccountChange>

export const AccountCheck = z
  .object({
    account: Account,
    problems: z.array(Trouble).meta({ description: 'Everything that is not as it should be; empty is well' }),
    added: z.array(Id).meta({ description: 'Numbers that were not here before' }),
  })
  .meta({ id: 'AccountCheck' })
export type AccountCheck = z.infer<typeof AccountCheck>

export const NewNumber = z
  .object({
    phoneNumberId: ProviderId.meta({ example: '106540352242922' }),
    phoneNumber: text(40)
      .trim()
      .optional()
      .meta({ description: 'What the provider says counts; another number here is refused' }),
  })
  .meta({ example: { phoneNumberId: '106540352242922', phoneNumber: '+5511999999999' } })
export type NewNumber = z.infer<typeof NewNumber>

export const NumberChange = z
  .object({
    name: Name.optional(),
    pace: z.number().int().min(1).max(10_000).nullable().optional().meta({
      description: 'Messages a second; null is what the provider allows',
    }),
    paused: z.boolean().optional(),
  })
  .meta({ example: { name: 'Recepção', pace: 20 } })
export type NumberChange = z.infer<typeof NumberChange>

export const AccountQuery = PageQuery
export const NumberQuery = PageQuery
