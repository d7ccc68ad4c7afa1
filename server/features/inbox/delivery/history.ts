import { z } from 'zod'
import { graphOf } from '#features/accounts/index.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { ChannelError } from '../../../channels/whatsapp-cloud/graph/index.ts'
import { mergeStatuses, type Reported } from './statuses.ts'
import * as store from './sweep-store.ts'

const minute = 60_000
const mostAtOnce = 40

/**
 * Webhooks get lost too. Of what was accepted a while ago and never heard of, the provider is asked what became of it:
 * few at a time, because it counts these questions.
 */
export const askHistory = defineJob({
  name: 'inbox.ask_history',
  payload: z.object({}),
  perform: async (ctx, _payload, { signal }) => {
    const now = ctx.now().getTime()
    const [from, to] = [new Date(now - 70 * minute), new Date(now - 10 * minute)]
    for (const message of await store.unheardOf(ctx, from, to, mostAtOnce)) {
      if (signal.aborted) return
      const reports = await historyOf(ctx, message)
      if (reports.length > 0) await transaction(ctx, (ctx) => mergeStatuses(ctx, reports))
    }
  },
})

async function historyOf(
  ctx: Ctx,
  { account_id, number_id, external_id, provider_id }: store.Unheard,
): Promise<Reported[]> {
  try {
    const events = await (await graphOf(ctx, account_id)).messageHistory(external_id, provider_id)
    const known = { numberId: number_id, providerId: provider_id, ours: null, error: null }
    // What it does not name as a step of ours tells nothing.
    return events.flatMap(({ status, at }) =>
      status === null ? [] : [{ ...known, status, at: at ?? ctx.now() }],
    )
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    ctx.log.info({ trouble: error.error.trouble }, 'the history of a message could not be asked for')
    return []
  }
}
