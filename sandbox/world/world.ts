import type { BusinessNumber, LedgerSend, Outside } from '../api.ts'
import { createFaults, type FaultBox } from '../faults/faults.ts'
import { createLedger, type Ledger } from '../ledger/ledger.ts'
import { createDelivery } from '../webhooks/delivery.ts'
import { createOutbox, type Outbox } from '../webhooks/outbox.ts'
import { createPoster, type Poster } from '../webhooks/post.ts'
import { type Changes, createChanges } from './changes.ts'
import { type Clock, createClock } from './clock.ts'
import { type Customers, createCustomers } from './customers.ts'
import { createLater, type Later } from './later.ts'
import { createMediaStore, type MediaStore } from './media.ts'
import { createMessages, type Messages } from './messages.ts'
import { type Account, keepState, readState } from './saved.ts'
import { firstState } from './seed.ts'
import type { Template } from './templates.ts'
import type { Kept } from './threads.ts'

/** Everything there is on this side of the wire; the first argument of whoever changes something. */
export type World = {
  account: Account
  /** Set once it listens. */
  url: string
  clock: Clock
  later: Later
  faults: FaultBox
  ledger: Ledger
  customers: Customers
  messages: Messages
  media: MediaStore
  templates: Template[]
  /** Until when the business types, by customer and number. */
  typing: Map<string, number>
  sends: WeakMap<Kept, LedgerSend>
  poster: Poster
  outbox: Outbox
  changes: Changes
  /** How many phone pages are open. */
  phones: number
  touch: () => void
  close: () => Promise<void>
}

export function openWorld(options: { dataFile: string | null; keepLedger: number }): World {
  const { dataFile, keepLedger } = options
  const state = (dataFile && readState(dataFile)) || firstState()
  const later = createLater()
  const clock = createClock()
  const changes = createChanges()
  const faults = createFaults((data) => changes.tell({ event: 'faults', data }))
  const ledger = createLedger(keepLedger)
  const poster = createPoster(() => state.account.appSecret)
  const customers = createCustomers()
  const messages = createMessages()
  for (const person of state.customers) {
    customers.add(person)
    for (const thread of person.threads.values())
      for (const kept of thread.messages.splice(0)) messages.add(kept, thread)
  }
  const media = createMediaStore(dataFile ? `${dataFile}.media` : null, state.media)
  const { account, templates } = state
  const delivery = createDelivery({ account, poster, faults, ledger, clock })
  const outbox = createOutbox({ ...delivery, faults, later })
  const snapshot = () => ({
    account,
    customers: customers.all().filter(({ storm }) => !storm),
    media: media.all(),
    templates,
  })
  const keeper = dataFile ? keepState(dataFile, later, snapshot) : undefined
  const touch = () => keeper?.touch()
  touch()

  async function close(): Promise<void> {
    outbox.close()
    await Promise.all([keeper?.flush(), poster.close()])
    later.close()
  }

  const parts = { account, clock, later, faults, ledger, customers, messages, media, templates, poster }
  const typing = new Map<string, number>()
  return { ...parts, outbox, changes, typing, sends: new WeakMap(), phones: 0, url: '', touch, close }
}

export const numberOf = (world: World, id: string): BusinessNumber | undefined =>
  world.account.numbers.find((number) => number.id === id)

export const outsideOf = ({ account, url }: World): Outside => ({
  graphUrl: url,
  accessToken: account.accessToken,
  appId: account.appId,
  appSecret: account.appSecret,
  verifyToken: account.verifyToken,
  wabaId: account.wabaId,
  businessId: account.businessId,
  numbers: account.numbers.map((number) => ({ ...number })),
})
