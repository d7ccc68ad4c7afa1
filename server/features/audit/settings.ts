import { AuditSettings } from '#contract/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { authorize } from '#platform/policy.ts'
import { changeSettings, defineSettings, readSettings } from '#platform/settings.ts'

const auditSettings = defineSettings(
  'audit',
  AuditSettings.extend({ keepMonths: AuditSettings.shape.keepMonths.default(24) }),
)

export async function readAuditSettings(ctx: Ctx): Promise<AuditSettings> {
  authorize(ctx, 'settings:read')
  return readSettings(ctx, auditSettings)
}

export async function changeAuditSettings(ctx: Ctx, settings: AuditSettings): Promise<AuditSettings> {
  authorize(ctx, 'settings:security')
  return changeSettings(ctx, auditSettings, settings)
}
