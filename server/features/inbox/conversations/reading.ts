import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { enqueue } from '#platform/jobs/job.ts'
import { authorize } from '#platform/policy.ts'
import { lockReachable } from './actions.ts'
import { tellProvider } from './jobs.ts'
import * as store from './store.ts'

/** Also for the customer, who sees it by blue ticks; with `typing`, that an answer is being written. */
export async function markRead(ctx: Ctx, id: string, { typing }: { typing: boolean }): Promise<void> {
  authorize(ctx, 'conversations:reply')
  await transaction(ctx, async (ctx) => {
    const { unread } = await lockReachable(ctx, id)
    if (unread > 0) await setUnread(ctx, id, 0)
    if (unread > 0 || typing)
      await enqueue(ctx, tellProvider, { conversationId: id, typing }, { key: `mark_read:${id}` })
  })
}

/** To come back to it later. What the customer saw stays as it is. */
export async function markUnread(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'conversations:reply')
  await transaction(ctx, async (ctx) => {
    const { unread } = await lockReachable(ctx, id)
    if (unread === 0) await setUnread(ctx, id, 1)
  })
}

async function setUnread(ctx: Tx, id: string, unread: number): Promise<void> {
  await store.update(ctx, id, { unread })
  publish(ctx, 'conversation.read', { type: 'conversation', id }, { unread })
}
