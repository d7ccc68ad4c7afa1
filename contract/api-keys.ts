import { z } from 'zod'
import { Id, requiredText, Time } from '#contract/common.ts'
import { allPermissions } from '#contract/permissions.ts'

export const Permission = z.enum(allPermissions)

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    prefix: z.string().meta({ description: 'How the key begins', example: 'prosa_3fK9' }),
    scopes: z.array(Permission),
    createdAt: Time,
    createdBy: Id.nullable(),
    expiresAt: Time.nullable(),
    lastUsedAt: Time.nullable(),
    revokedAt: Time.nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>

export const ApiKeyPreset = z
  .enum(['full', 'read'])
  .meta({ description: 'Everything, or whatever only reads' })
export const NewApiKey = z
  .object({
    name: requiredText(120).meta({ example: 'ERP' }),
    scopes: z.array(Permission).min(1).optional(),
    preset: ApiKeyPreset.optional(),
    expiresAt: Time.optional(),
  })
  .refine(({ scopes, preset }) => (scopes === undefined) !== (preset === undefined), {
    path: ['scopes'],
    message: 'send_scopes_or_preset',
  })
  .meta({ example: { name: 'ERP', scopes: ['operators:read'] } })
export type NewApiKey = z.infer<typeof NewApiKey>
export const CreatedApiKey = ApiKey.extend({ key: z.string().meta({ description: 'Shown this once' }) }).meta(
  {
    id: 'CreatedApiKey',
  },
)
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
