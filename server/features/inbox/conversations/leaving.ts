import { z } from 'zod'
import type { StoredEvent } from '#platform/events/stored-event.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { assignConversation } from './actions.ts'
import { openOf } from './store.ts'

/** Whoever is removed leaves conversations behind: they go back to the queue instead of to nobody. */
export const freeConversations = defineJob({
  name: 'inbox.free_conversations',
  payload: z.object({ event: z.custom<StoredEvent>() }),
  perform: async (ctx, { event: { subject } }, { signal }) => {
    if (subject.id === null) return
    for (;;) {
      const ids = await openOf(ctx, subject.id, 100)
      for (const id of ids) await assignConversation(ctx, id, { operatorId: null })
      if (ids.length < 100) return
      // Failed is tried again by whoever starts next; ended would be forgotten.
      signal.throwIfAborted()
    }
  },
})
