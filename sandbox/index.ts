import type {
  Customer,
  CustomerChange,
  CustomerMessage,
  Faults,
  LedgerEntry,
  LedgerSend,
  LedgerWebhook,
  ListedCustomer,
  NewCustomer,
  Outside,
  State,
  Storm,
  Thread,
  ThreadMessage,
} from './api.ts'
import { start } from './start.ts'

export type * from './api.ts'

export type SandboxOptions = {
  port?: number
  host?: string
  /** Where the state is kept from one start to the next; none by default. */
  dataFile?: string | null
  phoneFolder?: URL
  /** Entries of the ledger that are kept. Default 200,000. */
  keepLedger?: number
}

/** The verbs of the control API (README.md), to be called in the same process. */
export type Sandbox = {
  url: string
  outside: Outside
  state: () => State
  /** Asks for the handshake first; null takes it away. */
  setCallback: (url: string | null) => Promise<void>
  faults: { get: () => Faults; set: (faults: Faults) => Faults; clear: () => void }
  ledger: {
    after: (seq: number, limit?: number) => { data: LedgerEntry[]; next: number }
    sends: () => LedgerSend[]
    webhooks: () => LedgerWebhook[]
  }
  customers: {
    list: () => ListedCustomer[]
    find: (id: string) => Customer
    create: (customer?: NewCustomer) => Customer
    change: (id: string, change: CustomerChange) => Customer
    thread: (id: string, number: string) => Thread
    write: (id: string, message: CustomerMessage) => Promise<ThreadMessage>
    read: (id: string, number: string) => number
  }
  echo: (number: string, customer: string, text: string) => ThreadMessage
  postField: (field: string, value: unknown) => void
  /** Exactly this body, once. Answers with the status. */
  postRaw: (body: string | object, sign?: boolean | 'wrong') => Promise<number>
  storm: (storm: Storm) => Promise<{ messages: number; customers: number; milliseconds: number }>
  clock: { now: () => number; advance: (milliseconds: number) => void }
  /** Waits until every webhook was acknowledged or given up. */
  settled: () => Promise<void>
  close: () => Promise<void>
}

export const startSandbox = (options: SandboxOptions = {}): Promise<Sandbox> => start(options)
