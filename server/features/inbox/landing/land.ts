import { numbersByExternal } from '#features/accounts/index.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { isOverloaded, isUnreachable } from '#platform/database/failures.ts'
import { landAmendments } from './amendments.ts'
import { landFields } from './fields.ts'
import { landIdentityChanges } from './identity-changes.ts'
import { landMessages } from './messages.ts'
import type { Brought, Parked, Request } from './request.ts'
import { sortOut } from './sort-out.ts'
import { landStatuses } from './statuses.ts'
import * as store from './store.ts'

/**
 * Lands requests in one transaction: raw events, people, conversations, messages, statuses, events, jobs. Whatever
 * fails costs no neighbour: the batch is split until what remains is one item, and that one is parked.
 */
export async function land(ctx: Ctx, requests: readonly Request[]): Promise<void> {
  const brought = requests.flatMap(({ id, items }) => items.map((item) => ({ item, requestId: id })))
  try {
    await landTogether(ctx, requests, brought, unparsedOf(requests))
  } catch (error) {
    if (isUnreachable(error) || isOverloaded(error)) throw error
    if (requests.length > 1) return landInHalves(ctx, requests)
    await landItemByItem(ctx, requests, brought)
  }
}

async function landInHalves(ctx: Ctx, requests: readonly Request[]): Promise<void> {
  const middle = Math.ceil(requests.length / 2)
  await land(ctx, requests.slice(0, middle))
  await land(ctx, requests.slice(middle))
}

/** The request is kept in any case; each item is tried alone, and what still fails is parked. */
async function landItemByItem(
  ctx: Ctx,
  requests: readonly Request[],
  brought: readonly Brought[],
): Promise<void> {
  await landTogether(ctx, requests, [], unparsedOf(requests))
  for (const one of brought) {
    try {
      await landTogether(ctx, [], [one], [])
    } catch (error) {
      if (isUnreachable(error) || isOverloaded(error)) throw error
      ctx.log.error({ err: error, kind: one.item.kind }, 'an item could not be landed and was parked')
      await landTogether(ctx, [], [], [parkedFor(one, 'failed', 'It could not be stored.')])
    }
  }
}

async function landTogether(
  ctx: Ctx,
  requests: readonly Request[],
  brought: readonly Brought[],
  unparsed: readonly Parked[],
): Promise<void> {
  const numbers = await numbersByExternal(ctx, 'whatsapp_cloud', numbersOf(brought))
  await transaction(ctx, async (ctx) => {
    const { messages, amendments, statuses, fields, changes, strangers, ofGroups } = sortOut(
      brought,
      numbers,
      ctx.now(),
    )
    await store.insertRawEvents(
      ctx,
      requests.filter(({ again }) => !again),
    )
    await landIdentityChanges(ctx, changes)
    await landMessages(ctx, messages)
    const early = await landAmendments(ctx, amendments)
    await landStatuses(ctx, statuses)
    await landFields(ctx, fields)
    const lost = strangers.map((one) => parkedFor(one, 'unknown_number', 'This number is not known here.'))
    const groups = ofGroups.map((one) => parkedFor(one, 'unknown_type', 'It was said in a group.'))
    await store.park(ctx, [...unparsed, ...lost, ...groups, ...early])
  })
}

const parkedFor = ({ item, requestId }: Brought, reason: Parked['reason'], detail: string): Parked => ({
  requestId,
  reason,
  detail,
  kind: item.kind,
  item: item.raw,
})

const unparsedOf = (requests: readonly Request[]): Parked[] =>
  requests.flatMap(({ id, unparsed }) => unparsed.map((one) => ({ ...one, requestId: id })))

const numbersOf = (brought: readonly Brought[]): string[] => [
  ...new Set(brought.flatMap(({ item }) => (item.number === null ? [] : [item.number]))),
]
