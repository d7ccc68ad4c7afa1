import type { Operator, SignUp } from '#contract/team.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { system } from '#platform/policy.ts'
import { hashGoodPassword } from '../passwords/actions.ts'
import { hashPassword } from '../passwords/hash.ts'
import { readableSecret } from '../tokens.ts'
import { createOperator } from './actions.ts'
import { describeOperator } from './operator.ts'
import * as store from './store.ts'

const defaultEmail = 'admin@prosa.local'
const defaultName = 'Administrador'

/** `password` is there only when it was made up here: whoever starts the program shows it, once. */
export async function ensureFirstAdministrator(
  ctx: Ctx,
): Promise<{ email: string; password: string | null; created: boolean }> {
  const { adminEmail, adminPassword } = ctx.config
  const email = adminEmail ?? defaultEmail
  if (!(await store.isEmpty(ctx))) return { email, password: null, created: false }
  const generated = adminPassword === null ? readableSecret(4, 4) : null
  const passwordHash = await hashPassword(adminPassword ?? generated ?? '')
  const id = await insertFirst(ctx, { email, name: defaultName, passwordHash })
  return { email, password: id === null ? null : generated, created: id !== null }
}

/** Whoever comes first sets up an empty instance. On any other, it is one more way to add a colleague. */
export async function signUp(
  ctx: Ctx,
  { email, password, name = email.split('@')[0] ?? email, role }: SignUp,
): Promise<Operator> {
  if (await store.isEmpty(ctx)) {
    const passwordHash = await hashGoodPassword(ctx, password, { email, name }, '/password')
    const id = await insertFirst(ctx, { email, name, passwordHash })
    if (id !== null) return describeOperator({ ...ctx, actor: system }, id)
  }
  const { invitation: _none, ...operator } = await createOperator(ctx, {
    email,
    password,
    name,
    role: role ?? 'agent',
  })
  return operator
}

type First = { email: string; name: string; passwordHash: string }

/** Null when somebody else was faster: the lock makes two who start at once take turns. */
const insertFirst = (ctx: Ctx, first: First): Promise<string | null> =>
  transaction(ctx, async (ctx: Tx) => {
    await store.lockFirstAdministrator(ctx)
    if (!(await store.isEmpty(ctx))) return null
    const id = newId()
    await store.insert(ctx, { id, ...first, role: 'admin', state: 'active' })
    publish(ctx, 'person.created', { type: 'person', id }, { role: 'admin', reason: 'first_administrator' })
    return id
  })
