import type { Tx } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { identityOfPhone, lockKeysOf } from './identities.ts'
import { look } from './look.ts'
import { bearersOf, memoryOf } from './memory.ts'
import * as store from './store.ts'

/** Whoever writes from this number, in either spelling, will be this contact. */
export async function takePhone(ctx: Tx, contactId: string, e164: string): Promise<void> {
  const identity = identityOfPhone(e164)
  await store.lockKeys(ctx, lockKeysOf([identity]))
  const memory = memoryOf(await look(ctx, [identity]), ctx.now())
  const bearers = bearersOf(memory, identity)
  const other = bearers.find(({ id }) => id !== contactId)
  if (other) throw phoneTaken(other.id)
  if (bearers.length === 0) await store.claimIdentities(ctx, [{ id: newId(), identity, contactId }])
}

const phoneTaken = (id: string) =>
  new DomainError(409, 'phone_taken', `The contact ${id} has this phone number.`, {
    errors: [{ pointer: '/phone', code: 'taken', message: id }],
  })
