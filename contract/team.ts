import { z } from 'zod'
import { Id } from '#contract/common.ts'
import { Presence, Role } from '#contract/people.ts'

export * from '#contract/api-keys.ts'
export * from '#contract/operators.ts'
export * from '#contract/people.ts'
export * from '#contract/profile.ts'
export * from '#contract/sign-in.ts'

export const SecuritySettings = z
  .object({
    sessionIdleMinutes: z.number().int().min(5).max(43_200).meta({ example: 720 }),
    sessionAbsoluteHours: z.number().int().min(1).max(8_760).meta({ example: 168 }),
    lockAfterFailures: z.number().int().min(3).max(50).meta({ example: 5 }),
    lockMinutes: z.number().int().min(1).max(1_440).meta({ example: 15 }),
    secondFactorRequiredFor: z.array(Role).meta({ example: ['admin'] }),
    passwordMinLength: z.number().int().min(8).max(64).meta({ example: 10 }),
  })
  .meta({ id: 'SecuritySettings' })
export type SecuritySettings = z.infer<typeof SecuritySettings>
export const SecuritySettingsChange = SecuritySettings.partial()
export type SecuritySettingsChange = z.infer<typeof SecuritySettingsChange>

// Over the socket

export const OperatorJoin = z.object({ operatorId: Id })
export const PresencePush = z.object({ operatorId: Id, presence: Presence })
export type PresencePush = z.infer<typeof PresencePush>
/** `operator_updated`: somebody joined, changed or left; read the operator again. */
export const OperatorUpdatedPush = z.object({ operatorId: Id })
export type OperatorUpdatedPush = z.infer<typeof OperatorUpdatedPush>
