import type { Parsed } from '../../channel.ts'
import { guarded, readChange } from './change.ts'
import { tame } from './json/tame.ts'
import { Id, isObject, Moment, maybe } from './shape/lenient.ts'
import { joined, NotUnderstood, type Place } from './shape/place.ts'

export { readJson } from './json/read.ts'

/** When it reached us: the time of whatever does not say when it happened. */
export type ParseOptions = { receivedAt?: Date }

const Account = maybe(Id(64))
const NumberId = maybe(Id())
const Time = maybe(Moment)
const object = 'whatsapp_business_account'

/** Everything in one request of Meta. Never throws: what cannot be read is in `unparsed`, and costs nothing else. */
export function parse(body: unknown, options: ParseOptions = {}): Parsed {
  const request = tame(body)
  const receivedAt = options.receivedAt ?? new Date()
  return guarded('request', request, () => {
    if (!isObject(request) || !Array.isArray(request.entry)) throw new NotUnderstood('not an envelope')
    if (isOfAnother(request.object)) return ofAnother(request)
    return joined(request.entry.map((entry: unknown) => readEntry(entry, receivedAt)))
  })
}

/** An item that was parked, by itself. */
export const parseItem = (kind: string, item: unknown, options: ParseOptions = {}): Parsed =>
  kind === 'request' ? parse(item, options) : parse({ object, entry: [item] }, options)

const isOfAnother = (name: unknown): name is string => typeof name === 'string' && name !== object

/** One webhook address may have been given to another product of Meta too. */
function ofAnother(request: Record<string, unknown>): Parsed {
  const detail = `object ${String(request.object).slice(0, 100)}`
  return { items: [], unparsed: [{ kind: 'request', reason: 'unknown_type', detail, item: request }] }
}

function readEntry(entry: unknown, receivedAt: Date): Parsed {
  return guarded('entry', entry, () => {
    if (!isObject(entry)) throw new NotUnderstood('the entry is not an object')
    if (!Array.isArray(entry.changes)) throw new NotUnderstood('changes is not a list')
    return joined(entry.changes.map((change: unknown) => readOne(entry, change, receivedAt)))
  })
}

function readOne({ id, time }: Record<string, unknown>, change: unknown, receivedAt: Date): Parsed {
  const entry = { id, ...(time !== undefined && { time }) }
  return guarded('change', { ...entry, changes: [change] }, () => {
    if (!isObject(change) || typeof change.field !== 'string')
      throw new NotUnderstood('the change names no field')
    if (!isObject(change.value)) throw new NotUnderstood('the value is not an object')
    const { field, value } = change
    const account = Account.parse(id)
    const at = Time.parse(time) ?? receivedAt
    const place: Place = { entry, account, number: numberOf(value), field, value, at }
    return readChange(place)
  })
}

const numberOf = ({ metadata }: Record<string, unknown>): string | null =>
  isObject(metadata) ? NumberId.parse(metadata.phone_number_id) : null
