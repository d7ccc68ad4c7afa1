import type {
  Customer,
  CustomerChange,
  CustomerMessage,
  Faults,
  ListedCustomer,
  NewCustomer,
  State,
  Thread,
  ThreadMessage,
} from '../../api.ts'

/** The sandbox said no, and why. */
export class Refusal extends Error {}
/** The sandbox did not answer at all. */
export class Unreachable extends Error {}

export type Draft = Omit<CustomerMessage, 'number'>
export type Upload = {
  kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  file: Blob
  name: string
} & {
  caption?: string
  voice?: boolean
  forwarded?: boolean
  replyTo?: string
}

export const getState = () => call<State>('GET', 'state')
export const listCustomers = async () => (await call<{ data: ListedCustomer[] }>('GET', 'customers')).data
export const createCustomer = (customer: NewCustomer) => call<Customer>('POST', 'customers', customer)
export const changeCustomer = (id: string, change: CustomerChange) =>
  call<Customer>('PATCH', `customers/${part(id)}`, change)
export const getThread = (id: string, number: string) =>
  call<Thread>('GET', `customers/${part(id)}/thread?number=${part(number)}`)
export const write = (id: string, number: string, draft: Draft) =>
  call<ThreadMessage>('POST', `customers/${part(id)}/messages`, { number, ...draft })
export const markRead = (id: string, number: string, played?: string) =>
  call<{ read: number }>('POST', `customers/${part(id)}/read`, { number, ...(played && { played }) })
export const putFaults = (faults: Faults) => call<Faults>('PUT', 'faults', faults)
export const clearFaults = () => call<unknown>('DELETE', 'faults')

export function upload(id: string, number: string, { file, name, ...rest }: Upload): Promise<ThreadMessage> {
  const form = new FormData()
  // The fields come first: who reads a stream knows then what the bytes are.
  for (const [key, value] of Object.entries({ number, ...rest }))
    if (value !== undefined) form.append(key, String(value))
  form.append('file', file, name)
  return call<ThreadMessage>('POST', `customers/${part(id)}/messages`, form)
}

export const streamUrl = '/sandbox/api/stream'

const part = encodeURIComponent

/** The answer's type is what `api.ts` promises: page and sandbox are delivered together. */
async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const isForm = body instanceof FormData
  const response = await fetch(`/sandbox/api/${path}`, {
    method,
    cache: 'no-store',
    signal: AbortSignal.timeout(isForm ? 120_000 : 20_000),
    ...(body && !isForm && { headers: { 'content-type': 'application/json' } }),
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new Unreachable('', { cause })
  })
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined)
  if (response.status >= 502) throw new Unreachable(String(response.status))
  if (!response.ok) throw new Refusal(reason(answer) || String(response.status))
  return answer as T
}

function reason(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return ''
  const { error } = answer
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : ''
}
