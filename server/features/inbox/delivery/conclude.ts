import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { ProviderError } from '../../../channels/channel.ts'
import { isStopped, mayTryAgain, waitFor } from './backoff.ts'
import type { Result } from './settle.ts'
import * as store from './settle-store.ts'
import { mergeWaiting } from './statuses.ts'
import { stopFor } from './stopping.ts'

type Refusal = Result & { error: ProviderError }

/** What became of messages that were claimed: sent, again later, failed, or in doubt. */
export async function conclude(ctx: Tx, results: readonly Result[]): Promise<void> {
  // Conversations before messages, as everywhere.
  await store.lockConversations(
    ctx,
    results.filter(changesPatience).map(({ message }) => message.conversation_id),
  )
  await store.lockMessages(
    ctx,
    results.map(({ message }) => message.id),
  )
  await accept(ctx, results)
  const refused = results.flatMap((result): Refusal[] =>
    result.sent.outcome === 'refused' ? [{ ...result, error: result.sent.error }] : [],
  )
  const isWorthIt = ({ error, message }: Refusal) =>
    isStopped(error) || mayTryAgain(error, message.attempts + 1)
  const again = refused.filter(isWorthIt)
  await retryLater(ctx, again)
  await giveUp(
    ctx,
    refused.filter((one) => !isWorthIt(one)),
  )
  await doubt(ctx, results)
  const stopping = refused.filter(({ error }) => isStopped(error))
  await stopFor(
    ctx,
    stopping.map(({ message, error }) => ({ numberId: message.number_id, error })),
  )
}

/** How long this person is left alone, should the provider ask for it once more. */
const changesPatience = ({ message, sent }: Result): boolean =>
  sent.outcome === 'refused'
    ? sent.error.scope === 'person'
    : sent.outcome === 'accepted' && message.backoff > 0

async function accept(ctx: Tx, results: readonly Result[]): Promise<void> {
  const accepted = results.flatMap(({ message, sent, at }) =>
    sent.outcome === 'accepted' ? [{ message, at, providerId: sent.providerId }] : [],
  )
  if (accepted.length === 0) return
  const changed = await store.markSent(
    ctx,
    accepted.map(({ message, at, providerId }) => ({ id: message.id, at, provider_id: providerId })),
  )
  for (const { id, conversation_id, status } of changed)
    publish(ctx, 'message.updated', { type: 'message', id }, { conversationId: conversation_id, status })
  await store.endBackoff(
    ctx,
    accepted.flatMap(({ message }) => (message.backoff > 0 ? [message.conversation_id] : [])),
  )
  await mergeWaiting(
    ctx,
    accepted.map(({ message, providerId }) => ({ numberId: message.number_id, providerId })),
  )
}

async function retryLater(ctx: Tx, refused: readonly Refusal[]): Promise<void> {
  if (refused.length === 0) return
  const rows = refused.map(({ message, error, at }) => {
    const wait = isStopped(error)
      ? 0
      : waitFor(error, error.scope === 'person' ? message.backoff : message.attempts)
    return {
      id: message.id,
      conversation_id: message.conversation_id,
      number_id: message.number_id,
      scope: error.scope,
      due_at: new Date(at.getTime() + wait),
      error,
    }
  })
  await store.requeue(ctx, rows)
  await store.holdPeople(
    ctx,
    rows.filter(({ scope }) => scope === 'person'),
  )
  await store.holdNumbers(
    ctx,
    // Where a whole account has to wait, so has each of its numbers.
    rows.filter(({ scope, error }) => (scope === 'number' || scope === 'account') && !isStopped(error)),
  )
}

async function giveUp(ctx: Tx, refused: readonly Refusal[]): Promise<void> {
  if (refused.length === 0) return
  await store.fail(
    ctx,
    refused.map(({ message, error }) => ({ id: message.id, error })),
  )
  for (const { message } of refused)
    publish(
      ctx,
      'message.updated',
      { type: 'message', id: message.id },
      { conversationId: message.conversation_id, status: 'failed' },
    )
}

/** They stay `sending`: a status that brings our id back settles them; nothing else is certain. */
async function doubt(ctx: Tx, results: readonly Result[]): Promise<void> {
  const doubted = results.flatMap(({ message, sent }) =>
    sent.outcome === 'in_doubt' ? [{ id: message.id, error: sent.error }] : [],
  )
  if (doubted.length > 0) await store.noteDoubt(ctx, doubted)
}
