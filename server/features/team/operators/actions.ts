import type { CreatedOperator, NewOperator, Operator, OperatorChange } from '#contract/team.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { isUniqueViolation } from '#platform/database/failures.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { forgetIdentities } from '../identity-cache.ts'
import { removeUnused } from '../links/store.ts'
import { clearFailures } from '../lockout/store.ts'
import { hashGoodPassword } from '../passwords/actions.ts'
import { assertMayBecome } from '../policy.ts'
import { setPresence } from '../presence/actions.ts'
import { removeConnectionsOf } from '../presence/store.ts'
import { endSessionsOf } from '../sessions/actions.ts'
import * as people from '../store.ts'
import { invite } from './invitations.ts'
import { describeOperator } from './operator.ts'
import * as store from './store.ts'

/** With a password the person may sign in at once; without one they are invited and choose it themselves. */
export async function createOperator(
  ctx: Ctx,
  { password, ...wanted }: NewOperator,
): Promise<CreatedOperator> {
  authorize(ctx, 'operators:create')
  assertMayBecome(ctx, wanted.role)
  const id = newId()
  const passwordHash =
    password === undefined ? null : await hashGoodPassword(ctx, password, wanted, '/password')
  const state = passwordHash === null ? 'invited' : 'active'
  const invitation = await transaction(ctx, async (ctx) => {
    await oneToAnAddress(() => store.insert(ctx, { id, ...wanted, state, passwordHash }))
    publish(ctx, 'person.created', { type: 'person', id }, { role: wanted.role })
    return state === 'invited' ? invite(ctx, id) : null
  })
  return { ...(await describeOperator(ctx, id)), invitation }
}

export async function changeOperator(ctx: Ctx, id: string, change: OperatorChange): Promise<Operator> {
  authorize(ctx, 'operators:update')
  const { presence, ...fields } = change
  await transaction(ctx, async (ctx) => {
    const administrators = await store.lockActiveAdministrators(ctx)
    const before = await people.lock(ctx, id)
    if (!before) throw notFound('operator')
    if (fields.email !== undefined || fields.role !== undefined) assertMayBecome(ctx, before.role)
    if (fields.role !== undefined) assertMayBecome(ctx, fields.role)
    if (fields.role && fields.role !== 'admin') assertNotLast(administrators, id)
    await oneToAnAddress(() => people.update(ctx, id, fields))
    await followUp(ctx, before, fields)
    if (presence) await setPresence(ctx, id, presence)
  })
  forgetIdentities()
  return describeOperator(ctx, id)
}

/** What a change means beyond its row. */
async function followUp(
  ctx: Tx,
  before: people.Person,
  change: Omit<OperatorChange, 'presence'>,
): Promise<void> {
  const { id } = before
  const { role } = change
  const fields = (['name', 'email', 'capacity'] as const).filter(
    (field) => change[field] !== undefined && change[field] !== before[field],
  )
  if (fields.length > 0) publish(ctx, 'person.updated', { type: 'person', id }, { fields })
  // What was sent to the old address must not open the account any more, and its failures are not the new one's.
  if (fields.includes('email')) {
    await removeUnused(ctx, id)
    await clearFailures(ctx, id)
  }
  if (role === undefined || role === before.role) return
  publish(ctx, 'person.role_changed', { type: 'person', id }, { from: before.role, to: role })
  await endSessionsOf(ctx, id, 'role_changed')
}

/** The person stays as the author of what they did, but is gone from everywhere else. */
export async function removeOperator(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'operators:delete')
  if (ctx.actor.kind === 'person' && ctx.actor.id === id)
    throw conflict('not_oneself', 'Ask another administrator to remove you.')
  await transaction(ctx, async (ctx) => {
    assertNotLast(await store.lockActiveAdministrators(ctx), id)
    if (!(await people.lock(ctx, id))) throw notFound('operator')
    await setPresence(ctx, id, 'offline')
    await removeConnectionsOf(ctx, id)
    await removeUnused(ctx, id)
    await people.update(ctx, id, { state: 'removed' })
    publish(ctx, 'person.removed', { type: 'person', id })
    await endSessionsOf(ctx, id, 'removed')
  })
  forgetIdentities()
}

export async function unlockOperator(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'operators:update')
  await transaction(ctx, async (ctx) => {
    if (!(await people.find(ctx, id))) throw notFound('operator')
    if (await clearFailures(ctx, id)) publish(ctx, 'person.unlocked', { type: 'person', id })
  })
}

/** The rows of all administrators are locked by now, so two who leave at once cannot both be the last but one. */
function assertNotLast(administrators: string[], id: string): void {
  if (administrators.length === 1 && administrators[0] === id)
    throw conflict('last_administrator', 'This is the last administrator: name another one first.')
}

async function oneToAnAddress(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!isUniqueViolation(error, 'people_email')) throw error
    throw conflict('email_taken', 'Somebody else has this e-mail address.')
  }
}
