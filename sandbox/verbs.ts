import type { LedgerSend, LedgerWebhook } from './api.ts'
import { setCallback } from './control/callback.ts'
import { postRaw } from './control/raw.ts'
import { stateOf } from './control/state.ts'
import { changeCustomer, createCustomer } from './customers/change.ts'
import { echo } from './customers/echo.ts'
import { listCustomers, lookAtThread, requireCustomer } from './customers/look.ts'
import { CustomerChangeInput, MessageInput, NewCustomerInput } from './customers/shape.ts'
import { raiseStorm, StormInput } from './customers/storm.ts'
import { write } from './customers/write.ts'
import { FaultsInput } from './faults/faults.ts'
import type { Sandbox } from './index.ts'
import { postField } from './webhooks/fields.ts'
import { readThread } from './webhooks/statuses.ts'
import { presentCustomer } from './world/customers.ts'
import { outsideOf, type World } from './world/world.ts'

type Verbs = Omit<Sandbox, 'url' | 'close'>

/** What one can do to the sandbox, with the same checks whether it comes by HTTP or from the same process. */
export function verbsOf(world: World): Verbs {
  const person = (id: string) => requireCustomer(world, id)
  return {
    get outside() {
      return outsideOf(world)
    },
    state: () => stateOf(world),
    setCallback: (url) => setCallback(world, url),
    faults: {
      get: () => world.faults.now(),
      set: (faults) => world.faults.set(FaultsInput.parse(faults)),
      clear: () => void world.faults.set({}),
    },
    ledger: ledgerVerbs(world),
    customers: {
      list: () => listCustomers(world),
      find: (id) => presentCustomer(person(id)),
      create: (wanted = {}) => presentCustomer(createCustomer(world, NewCustomerInput.parse(wanted))),
      change: (id, change) => changeCustomer(world, person(id), CustomerChangeInput.parse(change)),
      thread: (id, number) => lookAtThread(world, person(id), number),
      write: async (id, message) => write(world, person(id), MessageInput.parse(message)),
      read: (id, number) => readThread(world, person(id), number),
    },
    echo: (number, customer, text) => echo(world, number, person(customer), text),
    postField: (field, value) => postField(world, field, value),
    postRaw: (body, sign = true) =>
      postRaw(world, { body: typeof body === 'string' ? body : { ...body }, sign }),
    storm: (storm) => raiseStorm(world, StormInput.parse(storm)),
    clock: world.clock,
    settled: () => world.outbox.settled(),
  }
}

function ledgerVerbs({ ledger }: World): Sandbox['ledger'] {
  return {
    after: (seq, limit) => ledger.after(seq, limit),
    sends: () => ledger.all().filter((entry): entry is LedgerSend => entry.kind === 'send'),
    webhooks: () => ledger.all().filter((entry): entry is LedgerWebhook => entry.kind === 'webhook'),
  }
}
