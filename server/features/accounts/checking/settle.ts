import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import type { BusinessNumber } from '../../../channels/whatsapp-cloud/graph/index.ts'
import { addNumber } from '../adding.ts'
import * as numbers from '../numbers-store.ts'
import type { AccountRow } from '../store.ts'
import * as store from '../store.ts'
import { noteAccountTrouble, recoverAccount } from '../trouble/accounts.ts'
import { noteNumberTrouble, recoverNumber } from '../trouble/numbers.ts'
import type { Problem } from '../trouble/problem.ts'
import { unnamed } from '../unknown-business.ts'
import type { Findings } from './look.ts'
import { fieldsOf, nameOf, problemOf } from './number-facts.ts'

/** What a look would have seen, and so may take back when it sees it no more. Anything else is for a person to say. */
const seenByLooking: ReadonlySet<string> = new Set([
  'token_invalid',
  'token_missing',
  'token_expires',
  'permission_missing',
  'account_not_found',
  'account_twice',
  'not_reachable',
  'not_subscribed',
  'number_missing',
  'banned',
  'deleted',
  'disconnected',
])

export type Settled = { added: string[]; problems: Problem[] }

/** Keeps what was found. `byPerson`: somebody says that it should go on, so also other troubles are over. */
export async function settle(
  ctx: Tx,
  id: string,
  findings: Findings,
  { byPerson }: { byPerson: boolean },
): Promise<Settled> {
  const account = await store.lock(ctx, id)
  if (!account) return { added: [], problems: [] }
  const problems = [...findings.problems]
  if (!(await keepFacts(ctx, account, findings)))
    problems.push({ code: 'account_twice', detail: findings.business?.id ?? null, stops: true })
  await settleTrouble(ctx, account, problems, byPerson)
  const found = findings.numbers
  if (found === null) return { added: [], problems }
  problems.push(...(await settleNumbers(ctx, id, found, byPerson)))
  return { added: await bringIn(ctx, id, found), problems }
}

/** False when the business that it turned out to be is connected already, by another account. */
async function keepFacts(ctx: Tx, account: AccountRow, { business, subscribed }: Findings): Promise<boolean> {
  const now = ctx.now()
  const isNew = business !== null && account.external_id !== business.id
  const twice = isNew && (await store.findByExternal(ctx, business.id)) !== undefined
  const learned = business?.portfolioId !== account.portfolio_id ? business?.portfolioId : undefined
  await store.update(ctx, account.id, {
    checked_at: now,
    ...(subscribed && account.subscribed_at === null && { subscribed_at: now }),
    ...(learned && { portfolio_id: learned }),
    ...(isNew && !twice && { external_id: business.id }),
    ...(business?.name && account.name === unnamed && { name: business.name.slice(0, 120) }),
  })
  // Whoever keeps ids that are valid in the portfolio only has to know.
  if (learned)
    publish(ctx, 'account.updated', { type: 'account', id: account.id }, { fields: ['portfolioId'] })
  return !twice
}

async function settleTrouble(
  ctx: Tx,
  account: AccountRow,
  problems: readonly Problem[],
  byPerson: boolean,
): Promise<void> {
  const worst = problems.find(({ stops }) => stops) ?? problems[0]
  if (!worst?.stops && isOver(account.trouble, worst, byPerson)) await recoverAccount(ctx, account.id)
  if (worst) await noteAccountTrouble(ctx, account.id, worst)
}

/** Not when it only could not be asked, and not when it is still the same. */
const isOver = (trouble: string | null, worst: Problem | undefined, byPerson: boolean): boolean =>
  trouble !== null &&
  worst?.code !== 'not_reachable' &&
  worst?.code !== trouble &&
  (byPerson || seenByLooking.has(trouble))

async function settleNumbers(
  ctx: Tx,
  accountId: string,
  found: readonly BusinessNumber[],
  byPerson: boolean,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const byExternal = new Map(found.map((number) => [number.id, number]))
  for (const number of await numbers.lockOfAccount(ctx, accountId)) {
    const facts = byExternal.get(number.external_id)
    const problem = problemOf(facts)
    await numbers.update(ctx, number.id, { checked_at: ctx.now(), ...(facts && fieldsOf(facts, number)) })
    if (problem) {
      problems.push({ ...problem, detail: number.external_id })
      await noteNumberTrouble(ctx, number, problem)
    } else if (byPerson || seenByLooking.has(number.trouble ?? '')) await recoverNumber(ctx, number)
  }
  return problems
}

/** Those that are not here yet, but for what somebody took away. */
async function bringIn(ctx: Tx, accountId: string, found: readonly BusinessNumber[]): Promise<string[]> {
  if (found.length === 0) return []
  const removed = await numbers.removedFrom(
    ctx,
    accountId,
    found.map(({ id }) => id),
  )
  const added: string[] = []
  for (const number of found.filter(({ id }) => !removed.has(id))) {
    const { id, phone } = number
    const row = await addNumber(ctx, {
      id: newId(),
      account_id: accountId,
      external_id: id,
      phone,
      name: nameOf(number),
    })
    if (!row) continue
    await numbers.update(ctx, row.id, { checked_at: ctx.now(), ...fieldsOf(number) })
    added.push(row.id)
  }
  return added
}
