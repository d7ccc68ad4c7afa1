import { z } from 'zod'
import type { BusinessNumber, NewNumber, NumberChange } from '#contract/accounts.ts'
import type { Page, PageQuery } from '#contract/common.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { presentNumber } from '../account.ts'
import { addNumber } from '../adding.ts'
import { fieldsOf, nameOf } from '../checking/number-facts.ts'
import { forgetAccounts } from '../doors/remembered.ts'
import type { NumberFields, NumberRow } from '../numbers-store.ts'
import * as store from '../numbers-store.ts'
import * as accounts from '../store.ts'
import { askAbout } from './ask.ts'

export async function listNumbers(
  ctx: Ctx,
  accountId: string,
  { limit, after }: PageQuery,
): Promise<Page<BusinessNumber>> {
  authorize(ctx, 'accounts:read')
  if (!(await accounts.find(ctx, accountId))) throw notFound('account')
  const afterId = decodeCursor(after, z.uuid())
  const rows = await store.list(ctx, { accountId, limit, afterId })
  const { data, next } = page(rows, limit, ({ id }) => id)
  return { data: data.map(presentNumber), next }
}

export async function createNumber(ctx: Ctx, accountId: string, wanted: NewNumber): Promise<BusinessNumber> {
  authorize(ctx, 'accounts:manage')
  const account = await accounts.find(ctx, accountId)
  if (!account) throw notFound('account')
  const found = await askAbout(ctx, account, wanted)
  const row = await transaction(ctx, async (ctx) => {
    if (!(await accounts.lock(ctx, accountId))) throw notFound('account')
    const names = { external_id: found.id, phone: found.phone, name: nameOf(found) }
    const added = await addNumber(ctx, { id: newId(), account_id: accountId, ...names })
    if (!added) throw conflict('number_exists', 'This number is here already.')
    await store.update(ctx, added.id, { checked_at: ctx.now(), ...fieldsOf(found) })
    return (await store.lock(ctx, added.id)) ?? added
  })
  forgetAccounts()
  return presentNumber(row)
}

export async function changeNumber(
  ctx: Ctx,
  accountId: string,
  id: string,
  { paused, ...change }: NumberChange,
): Promise<BusinessNumber> {
  authorize(ctx, 'accounts:manage')
  const row = await transaction(ctx, async (ctx) => {
    const before = await store.lock(ctx, id)
    if (before?.account_id !== accountId) throw notFound('number')
    const subject = { type: 'number', id }
    const fields = (['name', 'pace'] as const).filter(
      (field) => change[field] !== undefined && change[field] !== before[field],
    )
    if (fields.length > 0) publish(ctx, 'number.updated', subject, { accountId, fields })
    const turned = turn(before, paused)
    if (turned) publish(ctx, paused ? 'number.paused' : 'number.resumed', subject, { accountId })
    await store.update(ctx, id, { ...named(change), ...turned })
    return (await store.lock(ctx, id)) ?? before
  })
  forgetAccounts()
  return presentNumber(row)
}

const named = ({ name, pace }: Pick<NumberChange, 'name' | 'pace'>): NumberFields => ({
  ...(name !== undefined && { name }),
  ...(pace !== undefined && { pace }),
})

/** What somebody decides counts more than a trouble: paused by a person, it does not go on by itself. */
function turn({ state, trouble }: NumberRow, paused: boolean | undefined): NumberFields | null {
  const asWanted = paused === undefined || (paused === (state === 'paused') && (!paused || trouble === null))
  return asWanted ? null : { state: paused ? 'paused' : 'active', trouble: null, trouble_detail: null }
}

/** Its conversations stay. */
export async function removeNumber(ctx: Ctx, accountId: string, id: string): Promise<void> {
  authorize(ctx, 'accounts:manage')
  await transaction(ctx, async (ctx) => {
    const number = await store.lock(ctx, id)
    if (number?.account_id !== accountId) throw notFound('number')
    await store.update(ctx, id, { state: 'removed' })
    publish(ctx, 'number.removed', { type: 'number', id }, { accountId })
  })
  forgetAccounts()
}
