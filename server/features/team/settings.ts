import { z } from 'zod'
import { SecuritySettings, type SecuritySettingsChange } from '#contract/team.ts'
import type { Ctx } from '#platform/context.ts'
import { authorize } from '#platform/policy.ts'
import { changeSettings, defineSettings, readSettings } from '#platform/settings.ts'
import { forgetIdentities } from './identity-cache.ts'

const { shape } = SecuritySettings

export const securitySettings = defineSettings(
  'security',
  z.object({
    sessionIdleMinutes: shape.sessionIdleMinutes.default(720),
    sessionAbsoluteHours: shape.sessionAbsoluteHours.default(168),
    lockAfterFailures: shape.lockAfterFailures.default(5),
    lockMinutes: shape.lockMinutes.default(15),
    secondFactorRequiredFor: shape.secondFactorRequiredFor.default([]),
    // Eight, because what other systems' instructions create people with ("Pass123!") has to go on working.
    passwordMinLength: shape.passwordMinLength.default(8),
  }),
)

export const security = (ctx: Ctx): Promise<SecuritySettings> => readSettings(ctx, securitySettings)

/** How long sessions live, by the settings of now. */
export const limitsOf = ({ sessionIdleMinutes, sessionAbsoluteHours }: SecuritySettings) => ({
  idleMinutes: sessionIdleMinutes,
  absoluteHours: sessionAbsoluteHours,
})
export const sessionLimits = async (ctx: Ctx) => limitsOf(await security(ctx))

export async function readSecurity(ctx: Ctx): Promise<SecuritySettings> {
  authorize(ctx, 'settings:read')
  return security(ctx)
}

export async function changeSecurity(ctx: Ctx, change: SecuritySettingsChange): Promise<SecuritySettings> {
  authorize(ctx, 'settings:security')
  const changed = await changeSettings(ctx, securitySettings, change)
  forgetIdentities()
  return changed
}
