import { z } from 'zod'
import { applyField } from '#features/accounts/index.ts'
import type { Tx } from '#platform/context.ts'
import { defineJob, enqueueAll } from '#platform/jobs/job.ts'
import type { FieldItem } from './request.ts'

/** What a provider says of accounts, numbers and templates is for others to act on, not in the way of messages. */
export const takeNotice = defineJob({
  name: 'inbox.take_notice',
  payload: z.object({
    account: z.string(),
    number: z.string().nullable(),
    field: z.string(),
    value: z.record(z.string(), z.unknown()),
  }),
  perform: (ctx, notice) => applyField(ctx, notice),
})

export const landFields = (ctx: Tx, fields: readonly FieldItem[]): Promise<void> =>
  enqueueAll(
    ctx,
    fields.map(({ account, number, field, value }) => ({
      job: takeNotice,
      payload: { account, number, field, value },
    })),
  )
