import { z } from 'zod'
import { InboxSettings, type InboxSettingsChange } from '#contract/inbox-settings.ts'
import type { Ctx } from '#platform/context.ts'
import { authorize } from '#platform/policy.ts'
import { changeSettings, defineSettings, readSettings } from '#platform/settings.ts'

// The defaults stand here and not in the contract: a change that leaves a field out must not reset it.
export const inboxSettings = defineSettings(
  'inbox',
  z.object({
    greeting: InboxSettings.shape.greeting.default(''),
    silenceMs: InboxSettings.shape.silenceMs.default(0),
    rawEventDays: InboxSettings.shape.rawEventDays.default(7),
  }),
)

export function readInboxSettings(ctx: Ctx): Promise<InboxSettings> {
  authorize(ctx, 'settings:read')
  return readSettings(ctx, inboxSettings)
}

export function changeInboxSettings(ctx: Ctx, change: InboxSettingsChange): Promise<InboxSettings> {
  authorize(ctx, 'settings:inbox')
  return changeSettings(ctx, inboxSettings, change)
}
