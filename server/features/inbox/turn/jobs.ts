import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { defineJob, enqueueKeyed } from '#platform/jobs/job.ts'
import { readSettings } from '#platform/settings.ts'
import { inboxSettings } from '../settings.ts'
import { decideTurn } from './decide.ts'
import { undecidedSince } from './store.ts'

export const turn = defineJob({
  name: 'inbox.turn',
  payload: z.object({ conversationId: z.uuid() }),
  perform: (ctx, { conversationId }) => decideTurn(ctx, conversationId),
})

/**
 * One turn per conversation, after a moment of silence: what comes meanwhile moves it, so that a burst is answered
 * once.
 */
export async function takeTurns(ctx: Ctx, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  const { silenceMs } = await readSettings(ctx, inboxSettings)
  const at = silenceMs > 0 ? new Date(ctx.now().getTime() + silenceMs) : undefined
  await enqueueKeyed(
    ctx,
    turn,
    conversationIds.map((conversationId) => ({
      payload: { conversationId },
      key: `turn:${conversationId}`,
      at,
    })),
  )
}

const stuckAfterMs = 120_000

/** A turn that failed too often leaves somebody whom nobody looks at: it is taken again, every minute. */
export const resumeTurns = defineJob({
  name: 'inbox.resume_turns',
  payload: z.object({}),
  perform: async (ctx) =>
    takeTurns(ctx, await undecidedSince(ctx, new Date(ctx.now().getTime() - stuckAfterMs), 500)),
})
