import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { ProviderError } from '../../../channels/channel.ts'
import type { Claimed } from './claims-store.ts'
import * as store from './settle-store.ts'

const windowClosed: ProviderError = {
  code: 'window_closed',
  title: 'The 24-hour window is closed',
  detail: null,
  class: 'C',
  scope: 'message',
  trouble: 'window_closed',
  todo: 'use_template',
  retryAfterMs: null,
}

/** The provider would take it, fail it later and count it against us. */
export async function failWindowClosed(ctx: Tx, messages: readonly Claimed[]): Promise<void> {
  if (messages.length === 0) return
  await store.fail(
    ctx,
    messages.map(({ id }) => ({ id, error: windowClosed })),
  )
  for (const { id, conversation_id } of messages)
    publish(
      ctx,
      'message.updated',
      { type: 'message', id },
      { conversationId: conversation_id, status: 'failed' },
    )
}
