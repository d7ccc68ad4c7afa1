import { z } from 'zod'
import { text } from '#contract/common.ts'

/** How conversations are received, and how long what the providers sent is kept word for word. */
export const InboxSettings = z
  .object({
    greeting: text(1024).trim().meta({
      description: 'Sent once to whoever starts a conversation, before a person answers; empty: nothing',
    }),
    silenceMs: z.number().int().min(0).max(60_000).meta({
      description:
        'How long somebody must have been silent before they are answered: a burst gets one answer',
    }),
    rawEventDays: z.number().int().min(1).max(90),
  })
  .meta({ id: 'InboxSettings' })
export type InboxSettings = z.infer<typeof InboxSettings>

export const InboxSettingsChange = InboxSettings.partial().meta({ id: 'InboxSettingsChange' })
export type InboxSettingsChange = z.infer<typeof InboxSettingsChange>
