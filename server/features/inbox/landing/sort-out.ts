import type { KnownNumber } from '#features/accounts/index.ts'
import type {
  AmendmentItem,
  Brought,
  FieldItem,
  IdentityChangeItem,
  MessageItem,
  StatusItem,
} from './request.ts'

export type Placed<T> = { item: T; number: KnownNumber; requestId: string | null }

export type SortedOut = {
  messages: Placed<MessageItem>[]
  amendments: Placed<AmendmentItem>[]
  statuses: Placed<StatusItem>[]
  changes: Placed<IdentityChangeItem>[]
  fields: FieldItem[]
  /** For a number that is not one of ours. */
  strangers: Brought[]
  /** Said in a group: answered there by nobody, and none of a private conversation's business. */
  ofGroups: Brought[]
}

/** By what has to be done with them, in the order in which they came. */
export function sortOut(
  brought: readonly Brought[],
  numbers: ReadonlyMap<string, KnownNumber>,
  now: Date,
): SortedOut {
  const sorted: SortedOut = {
    messages: [],
    amendments: [],
    statuses: [],
    changes: [],
    fields: [],
    strangers: [],
    ofGroups: [],
  }
  for (const { item: said, requestId } of brought) {
    const item = notLaterThan(now, said)
    if (item.kind === 'field') {
      sorted.fields.push(item)
      continue
    }
    const number = numbers.get(item.number)
    if (!number) sorted.strangers.push({ item, requestId })
    else if (isOfGroup(item)) sorted.ofGroups.push({ item, requestId })
    else place(sorted, item, number, requestId)
  }
  return sorted
}

/** Nobody writes in the future, whatever their provider's clock says: what they wrote would stay on top for years. */
const notLaterThan = (now: Date, item: Brought['item']): Brought['item'] =>
  item.at > now ? { ...item, at: now } : item

const isOfGroup = (item: Brought['item']): boolean =>
  'message' in item && item.message.content.group !== undefined

function place(
  { messages, amendments, statuses, changes }: SortedOut,
  item: Exclude<Brought['item'], FieldItem>,
  number: KnownNumber,
  requestId: string | null,
): void {
  switch (item.kind) {
    case 'message':
    case 'echo':
      return void messages.push({ item, number, requestId })
    case 'reaction':
    case 'edit':
    case 'deletion':
      return void amendments.push({ item, number, requestId })
    case 'status':
      return void statuses.push({ item, number, requestId })
    case 'identity_change':
      return void changes.push({ item, number, requestId })
  }
}
