import type { State } from '../api.ts'
import type { World } from '../world/world.ts'

/** No secrets: who may look at the phone page need not be able to send. */
export const stateOf = (world: World): State => ({
  graphUrl: world.url,
  appId: world.account.appId,
  wabaId: world.account.wabaId,
  businessId: world.account.businessId,
  callback: world.account.callback,
  numbers: world.account.numbers.map((number) => ({ ...number })),
  faults: world.faults.now(),
  customers: world.customers.all().length,
  queued: world.outbox.queued(),
  phones: world.phones,
  now: world.clock.now(),
})
