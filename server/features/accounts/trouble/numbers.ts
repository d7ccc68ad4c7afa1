import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { ProviderError } from '../../../channels/channel.ts'
import { forgetAccounts } from '../doors/remembered.ts'
import type { NumberRow } from '../numbers-store.ts'
import * as store from '../numbers-store.ts'
import { type Problem, shortened } from './problem.ts'

/** Nothing is sent from it until somebody resumes it, or a check finds it well. Said once. */
export async function stopNumber(ctx: Tx, numberId: string, error: ProviderError): Promise<void> {
  const number = await store.lock(ctx, numberId)
  if (!number) return
  const problem = { code: error.trouble, detail: error.detail ?? error.title, stops: true }
  await noteNumberTrouble(ctx, number, problem)
}

/**
 * Something is wrong that sending does not have to stop for: null when it is over. Other troubles are left alone.
 */
export async function stopless(ctx: Tx, numberId: string, trouble: StoplessTrouble | null): Promise<void> {
  const number = await store.lock(ctx, numberId)
  if (!number || number.state === 'paused') return
  if (trouble !== null && number.trouble === null)
    await noteNumberTrouble(ctx, number, { code: trouble, detail: null, stops: false })
  if (trouble === null && isStopless(number.trouble)) await recoverNumber(ctx, number)
}

const stoplessTroubles = ['nothing_delivered'] as const
export type StoplessTrouble = (typeof stoplessTroubles)[number]
const isStopless = (trouble: string | null): boolean => stoplessTroubles.some((known) => known === trouble)

/** Of a locked number. One that somebody paused stays paused when its trouble is over, so it is left alone. */
export async function noteNumberTrouble(
  ctx: Tx,
  number: NumberRow,
  { code, detail, stops }: Problem,
): Promise<void> {
  if (number.state === 'paused' || number.trouble === code) return
  const state = stops ? 'paused' : number.state
  await store.update(ctx, number.id, { state, trouble: code, trouble_detail: shortened(detail) })
  publish(ctx, 'number.trouble_found', subjectOf(number), { ...ofAccount(number), trouble: code, stops })
  forgetAccounts()
}

/** Of a locked number that has a trouble. */
export async function recoverNumber(ctx: Tx, number: NumberRow): Promise<void> {
  if (number.trouble === null) return
  await store.update(ctx, number.id, { state: 'active', trouble: null, trouble_detail: null })
  publish(ctx, 'number.recovered', subjectOf(number), { ...ofAccount(number), trouble: number.trouble })
  forgetAccounts()
}

const subjectOf = ({ id }: NumberRow) => ({ type: 'number', id })
const ofAccount = ({ account_id }: NumberRow) => ({ accountId: account_id })
