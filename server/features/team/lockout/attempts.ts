import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { DomainError, tooMany } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { addressOf } from '#platform/http/rate.ts'
import { security } from '../settings.ts'
import { lockFor, networkLimit, networkWait, secondsUntil, windowStart } from './lockout.ts'
import * as store from './store.ts'

/** What failures are counted against: the address that was tried (kept as a hash only) and where from. */
export type Account = { hash: Buffer; personId: string | null; network: string | null }

export const accountOf = (ctx: Ctx, email: string, personId: string | null): Account => ({
  hash: ctx.secrets.hash('sign_in_failures.account_hash', email),
  personId,
  // Who holds one IPv6 address holds its /64 with billions more: they count as one.
  network: ctx.origin?.ip ? addressOf(ctx.origin.ip) : null,
})

/** Before any password is looked at, so that what cannot succeed costs next to nothing. */
export async function assertMayTry(ctx: Ctx, account: Account): Promise<void> {
  await assertNetworkMayTry(ctx, account)
  const until = await store.lockedUntil(ctx, account.hash)
  if (!until) return
  await transaction(ctx, (ctx) => noteAttemptOnLocked(ctx, account))
  throw locked(ctx, until)
}

async function assertNetworkMayTry(ctx: Ctx, { network }: Account): Promise<void> {
  if (!network) return
  const last = await store.nthLastFailure(ctx, network, networkLimit, windowStart(ctx.now()))
  if (last) throw tooMany('Too many failed attempts from your network.', networkWait(last, ctx.now()))
}

/**
 * After a right password, in the transaction that lets the person in: many guesses that were looked at side by side
 * must not outrun the lock.
 */
export async function assertNotLockedMeanwhile(ctx: Tx, account: Account): Promise<void> {
  await store.lockCountOf(ctx, account.hash)
  const until = await store.lockedUntil(ctx, account.hash)
  if (until) throw locked(ctx, until)
}

/**
 * Counts a failure, locks the account when it is one too many, and says so with the error given. Of many guesses that
 * were looked at side by side, those after the lock are answered as locked: a right one among them is, too.
 */
export async function refuse(ctx: Ctx, account: Account, reason: string, error: DomainError): Promise<never> {
  const before = await transaction(ctx, async (ctx) => {
    await store.lockCountOf(ctx, account.hash)
    const until = await store.lockedUntil(ctx, account.hash)
    if (until) await noteAttemptOnLocked(ctx, account)
    else await noteFailure(ctx, account, reason)
    return until
  })
  throw before ? locked(ctx, before) : error
}

async function noteFailure(ctx: Tx, account: Account, reason: string): Promise<void> {
  const { hash, personId, network } = account
  const before = await store.countFailures(ctx, hash, windowStart(ctx.now()))
  const until = lockFor(before, await security(ctx), ctx.now())
  await store.insertFailure(ctx, { account_hash: hash, person_id: personId, network, locked_until: until })
  publish(ctx, 'person.sign_in_failed', subjectOf(account), { reason })
  if (until && personId) publish(ctx, 'person.locked', subjectOf(account), { until: until.toISOString() })
}

/** Does not make the lock last longer, or anybody could keep somebody out for ever; it counts for the network. */
async function noteAttemptOnLocked(ctx: Tx, account: Account): Promise<void> {
  const { network } = account
  if (network)
    await store.insertFailure(ctx, { account_hash: null, person_id: null, network, locked_until: null })
  publish(ctx, 'person.sign_in_failed', subjectOf(account), { reason: 'locked' })
}

const subjectOf = ({ personId }: Account) => ({ type: 'person', id: personId })

const locked = (ctx: Ctx, until: Date) =>
  new DomainError(423, 'locked', 'Too many failed attempts. Wait, or reset the password.', {
    retryAfterSeconds: secondsUntil(until, ctx.now()),
  })
