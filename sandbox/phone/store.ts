import type { Customer, Faults, ListedCustomer, ThreadMessage } from '../api.ts'
import {
  changed,
  chatKey,
  chosenCustomer,
  openChat,
  remember,
  remembered,
  state,
  summaryOf,
} from './state.ts'
import { getState, getThread, listCustomers, markRead } from './wire/calls.ts'
import { follow, type Listener } from './wire/stream.ts'

/** Reads everything, and again after every gap in the stream: what was missed is in what is read. */
export function start(): void {
  follow(listener, { opened: () => void load(), lost })
  document.addEventListener('visibilitychange', () => readOpenChat())
  // A stream that never opens says so by itself; the first reading need not wait for it.
  void load()
}

export async function load(): Promise<void> {
  try {
    const [{ numbers, faults, queued, now }, customers] = await Promise.all([getState(), listCustomers()])
    Object.assign(state, {
      numbers,
      faults,
      customers,
      ahead: now - Date.now(),
      connection: 'ready',
    })
    const kept = remembered('number')
    state.number = numbers.find(({ id }) => id === (state.number || kept))?.id ?? numbers[0]?.id ?? ''
    if (!chosenCustomer()) state.chosen = ''
    changed('people', 'faults', 'connection', 'choice')
    if (queued > 0) watchQueue()
    if (state.chosen) await loadChat()
  } catch {
    lost()
  }
}

export function choose(customer: string): void {
  state.chosen = customer
  if (customer) remember('customer', customer)
  changed('choice', 'people', 'chat', 'composer', 'typing')
  if (customer) void loadChat()
}

export function chooseNumber(number: string): void {
  state.number = number
  remember('number', number)
  choose(state.chosen)
}

export async function loadChat(): Promise<void> {
  const { chosen, number } = state
  const key = chatKey()
  const before = state.chats.get(key)
  if (before?.progress !== 'ready')
    state.chats.set(key, { messages: [], window: null, typingUntil: 0, progress: 'loading' })
  changed('chat')
  const arrived: ThreadMessage[] = []
  arriving.set(key, arrived)
  try {
    const { data, window, typingUntil } = await getThread(chosen, number)
    state.chats.set(key, { messages: data, window, typingUntil: typingUntil ?? 0, progress: 'ready' })
    arriving.delete(key)
    for (const message of arrived) putMessage(chosen, number, message)
  } catch {
    const chat = state.chats.get(key)
    if (chat?.progress === 'loading') chat.progress = 'failed'
  }
  changed('chat', 'typing', 'composer', 'people')
  readOpenChat()
}

/** What the stream says while a chat is being read may be missing in the answer. */
const arriving = new Map<string, ThreadMessage[]>()

/** Whoever has the chat before their eyes has read it, after a moment: ticks turn blue at the business. */
export function readOpenChat(): void {
  if (reading) return
  reading = true
  setTimeout(async () => {
    await readNow()
    reading = false
  }, 400)
}
let reading = false

async function readNow(): Promise<void> {
  const customer = chosenCustomer()
  if (!customer?.online || customer.blocked || document.hidden || openChat()?.progress !== 'ready') return
  const summary = summaryOf(customer)
  const fresh = (openChat()?.messages ?? []).filter(
    ({ id, direction, status }) => direction === 'out' && status === 'delivered' && !seen.has(id),
  )
  if (fresh.length === 0 && !summary?.unread) return
  for (const { id } of fresh) seen.add(id)
  if (summary) summary.unread = 0
  changed('people')
  await markRead(customer.id, state.number).catch(() => {
    // The next message, or the next look, tries again.
    for (const { id } of fresh) seen.delete(id)
  })
}

/** It takes a while until the blue ticks are back; nothing is read twice meanwhile. */
const seen = new Set<string>()

/** What was written comes back twice, as the answer and in the stream: the second one changes nothing. */
export function putMessage(customer: string, number: string, message: ThreadMessage): void {
  const chat = state.chats.get(chatKey(customer, number))
  arriving.get(chatKey(customer, number))?.push(message)
  const at = chat?.messages.findIndex(({ id }) => id === message.id) ?? -1
  if (chat && at >= 0) chat.messages[at] = message
  else if (chat?.progress === 'ready') chat.messages.push(message)
  if (chat && message.direction === 'out') chat.typingUntil = 0
  else if (chat && at < 0 && message.type !== 'system') chat.window = message.at + 24 * 3_600_000
  noteLast(customer, number, message, at < 0)
  if (message.direction === 'in') watchQueue()
  changed('chat', 'typing', 'people', 'composer')
}

export function putCustomer(customer: Customer): void {
  const known = state.customers.find(({ id }) => id === customer.id)
  if (customer.online && known?.online === false) refreshPeople()
  if (known) Object.assign(known, customer)
  else state.customers.unshift({ ...customer, threads: [] })
  changed('people', 'choice', 'composer')
  readOpenChat()
}

export function takeFaults(faults: Faults): void {
  state.faults = faults
  changed('faults')
}

function noteLast(id: string, number: string, message: ThreadMessage, isNew: boolean): void {
  const customer = state.customers.find((each) => each.id === id)
  if (!customer) {
    refreshPeople()
    return
  }
  const summary = customer.threads.find((each) => each.number === number)
  // What waits for the connection to come back is not on the phone yet.
  const reaches = customer.online && !customer.blocked
  const unread = isNew && reaches && message.direction === 'out' ? 1 : 0
  if (!summary) customer.threads.push({ number, last: message, unread })
  else {
    if (message.at >= summary.last.at || summary.last.id === message.id) summary.last = message
    summary.unread += unread && summary.last.id === message.id ? 1 : 0
  }
}

/** People of a storm arrive by hundreds; the list is read once a second at most. */
function refreshPeople(): void {
  if (refreshing) return
  refreshing = true
  setTimeout(async () => {
    const customers: ListedCustomer[] = await listCustomers().catch(() => state.customers)
    state.customers = customers
    refreshing = false
    changed('people')
  }, 1000)
}
let refreshing = false

/** Looks after what was written until somebody has taken it; says so when nobody does for a while. */
function watchQueue(looks = 0): void {
  if (watching && looks === 0) return
  watching = true
  setTimeout(async () => {
    const queued = await getState().then(
      (found) => found.queued,
      () => 0,
    )
    const stuck = queued > 0 && looks > 0
    if (stuck !== state.stuck) {
      state.stuck = stuck
      changed('connection')
    }
    watching = queued > 0
    if (watching) watchQueue(looks + 1)
  }, 4000)
}
let watching = false

function lost(): void {
  state.connection = state.numbers.length > 0 ? 'lost' : 'failed'
  changed('connection')
}

const listener: Listener = {
  message({ customer, number, message }) {
    putMessage(customer, number, message)
    if (chatKey(customer, number) === chatKey()) readOpenChat()
  },
  status({ customer, number, id, status, error }) {
    const message = state.chats.get(chatKey(customer, number))?.messages.find((each) => each.id === id)
    const last = state.customers
      .find((each) => each.id === customer)
      ?.threads.find((each) => each.number === number)?.last
    for (const each of [message, last?.id === id ? last : undefined])
      if (each) Object.assign(each, { status }, error && { error })
    changed('chat', 'people')
    if (status === 'delivered' && chatKey(customer, number) === chatKey()) readOpenChat()
  },
  typing({ customer, number, until }) {
    const chat = state.chats.get(chatKey(customer, number))
    if (chat) chat.typingUntil = until ?? 0
    changed('typing')
  },
  customer: putCustomer,
  faults: takeFaults,
}
