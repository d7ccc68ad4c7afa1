import { InboxSettings, type InboxSettingsChange } from '#contract/inbox-settings.ts'
import type { Ctx } from '#platform/context.ts'
import { authorize } from '#platform/policy.ts'
import { changeSettings, defineSettings, readSettings } from '#platform/settings.ts'

export const inboxSettings = defineSettings('inbox', InboxSettings)

export function readInboxSettings(ctx: Ctx): Promise<InboxSettings> {
  authorize(ctx, 'settings:read')
  return readSettings(ctx, inboxSettings)
}

export function changeInboxSettings(ctx: Ctx, change: InboxSettingsChange): Promise<InboxSettings> {
  authorize(ctx, 'settings:inbox')
  return changeSettings(ctx, inboxSettings, change)
}
