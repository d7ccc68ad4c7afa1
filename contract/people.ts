import { z } from 'zod'
import { requiredText, text } from '#contract/common.ts'
import { roles } from '#contract/permissions.ts'

export const Role = z.enum(roles).meta({ description: 'What the person may do', example: 'agent' })
export const PersonState = z.enum(['invited', 'active', 'removed'])
export type PersonState = z.infer<typeof PersonState>
export const Presence = z
  .enum(['online', 'away', 'offline'])
  .meta({ description: 'New conversations go to who is online' })
export type Presence = z.infer<typeof Presence>
export const Locale = z.enum(['pt-BR', 'en'])
export type Locale = z.infer<typeof Locale>
export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Other systems call an agent `user` or `operator`; both are understood, none is answered. */
export const RoleInput = z
  .enum([...roles, 'user', 'operator'])
  .transform((role) => (role === 'user' || role === 'operator' ? 'agent' : role))
  .meta({ description: '`user` and `operator` are other names of `agent`', example: 'agent' })

export const PersonName = requiredText(120).meta({ example: 'Luísa Prado' })
export const Capacity = z
  .number()
  .int()
  .min(0)
  .max(500)
  .meta({ description: 'Open conversations at a time', example: 5 })
/** Only the size is checked here: what makes a password good enough depends on the security settings. */
export const Password = text(200).min(1).meta({ example: 'seis cavalos azuis' })
