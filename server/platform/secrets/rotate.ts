import { setTimeout as sleep } from 'node:timers/promises'
import { type Ctx, transaction } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { hashVersion, unwrap, wrap, wrapNew } from './keyring.ts'
import { type Resealed, resealAll, resealRest } from './reseal.ts'
import { readRootKeys } from './root-keys.ts'
import * as columns from './sealed-store.ts'
import * as store from './store.ts'

/** `oldKeysKept` says why, where something may still need them: the next run tries again. */
export type Rotation = { version: number; resealed: number; oldKeysKept: string | null }
type Options = { say?: (line: string) => void; graceSeconds?: number }

/**
 * Gives all that is sealed a new key, while everything runs. Killed at any moment, the next run goes on where it was:
 * two data keys in the table mean that a rotation was not finished.
 */
export function rotateSecrets(
  ctx: Ctx,
  { say = () => {}, graceSeconds = 30 }: Options = {},
): Promise<Rotation> {
  authorize(ctx, 'settings:security')
  return oneAtATime(ctx, async () => {
    const version = await beginOrResume(ctx)
    say(`data key ${version}: waiting until every process knows it`)
    await untilCurrent(ctx, version)
    const early = await resealAll(ctx, version, say)
    // Whoever sealed with the old key just before the change has written it by now, or is waited for.
    await sleep(graceSeconds * 1000)
    const oldEnded = await olderTransactionsEnded(ctx)
    const late = await resealRest(ctx, version)
    const resealed = early.resealed + late.resealed
    const oldKeysKept = oldEnded
      ? await neededBy(ctx, version, late)
      : 'a transaction has been running for long'
    await finish(ctx, version, resealed, oldKeysKept === null)
    return { version, resealed, oldKeysKept }
  })
}

/** Wraps the data keys anew with the first of SECRET_KEY=new,old; after that the old one may go. */
export async function rotateRoot(ctx: Ctx): Promise<{ rewrapped: number }> {
  authorize(ctx, 'settings:security')
  const roots = await readRootKeys(ctx.config)
  return transaction(ctx, async (ctx) => {
    const rows = (await store.lockAll(ctx)).filter(
      (row) => !unwrap(roots.slice(0, 1), row.version, row.wrapped_key),
    )
    for (const { version, wrapped_key } of rows) {
      const key = unwrap(roots, version, wrapped_key)
      if (!key)
        throw conflict(
          'root_key_unknown',
          'No key in SECRET_KEY opens the data keys: set SECRET_KEY=<new>,<old>.',
        )
      await store.rewrap(ctx, version, wrap(roots, version, key))
    }
    if (rows.length > 0) publish(ctx, 'secrets.rotated', { type: 'secrets', id: null }, { reason: 'root' })
    return { rewrapped: rows.length }
  })
}

async function oneAtATime<T>({ db }: Ctx, work: () => Promise<T>): Promise<T> {
  // The lock belongs to a connection, which is kept aside for it.
  return db.connection().execute(async (db) => {
    if (!(await store.tryLockRotation({ db })))
      throw conflict('rotation_running', 'The keys are being rotated already.')
    try {
      return await work()
    } finally {
      await store.unlockRotation({ db })
    }
  })
}

async function beginOrResume(ctx: Ctx): Promise<number> {
  const versions = (await store.all(ctx, 0))
    .map(({ version }) => version)
    .filter((version) => version !== hashVersion)
  const newest = versions.at(-1) ?? 0
  if (versions.length > 1) return newest
  await store.add(ctx, [wrapNew(await readRootKeys(ctx.config), newest + 1)])
  return newest + 1
}

async function untilCurrent({ secrets }: Ctx, version: number): Promise<void> {
  for (; secrets.currentVersion !== version; await sleep(200)) await secrets.refresh()
}

async function olderTransactionsEnded(ctx: Ctx): Promise<boolean> {
  const mine = await columns.transactionNumber(ctx)
  for (let second = 0; second < 120; second++) {
    if ((await columns.oldestRunning(ctx)) > mine) return true
    await sleep(1000)
  }
  return false
}

async function neededBy(ctx: Ctx, version: number, { unreadable, missed }: Resealed): Promise<string | null> {
  if (unreadable > 0) return `${unreadable} values cannot be opened`
  if (missed > 0) return `${missed} values were being written`
  return (await columns.waitingJobsNeedOther(ctx, version)) ? 'jobs that wait still need them' : null
}

function finish(ctx: Ctx, version: number, resealed: number, removeOld: boolean): Promise<void> {
  return transaction(ctx, async (ctx) => {
    if (removeOld) await store.removeBefore(ctx, version)
    publish(
      ctx,
      'secrets.rotated',
      { type: 'secrets', id: null },
      { version, resealed, oldKeysRemoved: removeOld },
    )
  })
}
