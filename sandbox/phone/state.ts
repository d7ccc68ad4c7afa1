import type { BusinessNumber, Faults, ListedCustomer, ThreadMessage } from '../api.ts'

/** What the page knows. `store.ts` changes it; whoever shows a part listens to its topic. */
export type Chat = {
  messages: ThreadMessage[]
  /** Until when the business may write freely. */
  window: number | null
  typingUntil: number
  progress: 'loading' | 'ready' | 'failed'
}
/** Written, but not with the sandbox yet. */
export type Unsent = {
  key: string
  words: string
  failed: string | null
  again: () => void
  drop: () => void
}

type Topic = 'people' | 'chat' | 'typing' | 'connection' | 'faults' | 'composer' | 'choice'

export const state = {
  connection: 'loading' as 'loading' | 'ready' | 'lost' | 'failed',
  numbers: [] as BusinessNumber[],
  number: '',
  customers: [] as ListedCustomer[],
  chosen: '',
  chats: new Map<string, Chat>(),
  unsent: new Map<string, Unsent[]>(),
  faults: {} as Faults,
  /** What was written waits: nobody takes the webhooks. */
  stuck: false,
  /** The sandbox's clock may be ahead of ours. */
  ahead: 0,
}

export const now = (): number => Date.now() + state.ahead
export const chatKey = (customer = state.chosen, number = state.number): string => `${customer} ${number}`
export const chosenCustomer = () => state.customers.find(({ id }) => id === state.chosen)
export const chosenNumber = () => state.numbers.find(({ id }) => id === state.number)
export const openChat = () => state.chats.get(chatKey())
export const summaryOf = (customer: ListedCustomer) =>
  customer.threads.find(({ number }) => number === state.number)

const listeners = new Map<Topic, Array<() => void>>()

/** Answers with how to stop listening. */
export function on(topics: Topic[], listener: () => void): () => void {
  for (const topic of topics) listeners.set(topic, [...(listeners.get(topic) ?? []), listener])
  return () => {
    for (const topic of topics)
      listeners.set(
        topic,
        (listeners.get(topic) ?? []).filter((each) => each !== listener),
      )
  }
}

/** Listeners run once a frame at most, however much arrived: a storm of messages is one change of the screen. */
export function changed(...topics: Topic[]): void {
  for (const topic of topics) for (const listener of listeners.get(topic) ?? []) due.add(listener)
  if (asked || due.size === 0) return
  asked = true
  queueMicrotask(() => (document.hidden ? setTimeout(runDue, 50) : requestAnimationFrame(runDue)))
}

const due = new Set<() => void>()
let asked = false

function runDue(): void {
  asked = false
  const all = [...due]
  due.clear()
  for (const listener of all) listener()
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`prosa.sandbox.${key}`, value)
  } catch {
    // Blocked storage: the choice lasts until the page is closed.
  }
}

export function remembered(key: string): string {
  try {
    return localStorage.getItem(`prosa.sandbox.${key}`) ?? ''
  } catch {
    return ''
  }
}
