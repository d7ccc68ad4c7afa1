import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ctx } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { anonymous, system } from '#platform/policy.ts'
import { testApp } from '#test/app.ts'
import { type TestDeps, testDeps } from '#test/deps.ts'
import { signIn } from '../sign-in/actions.ts'
import { ensureFirstAdministrator, signUp } from './first-administrator.ts'

const onEmptyInstance = async (
  env: Record<string, string>,
  work: (ctx: Ctx, deps: TestDeps) => Promise<void>,
) => {
  const instance = await testDeps({}, env)
  try {
    await work({ ...instance.deps, actor: system }, instance)
  } finally {
    await instance.close()
  }
}
const administrators = async ({ database }: TestDeps) =>
  (await database.pool.query<{ email: string; role: string }>('select email, role from people')).rows

test('an empty instance gets an administrator with a password that can be read and typed', () =>
  onEmptyInstance({}, async (ctx, instance) => {
    const { email, password, created } = await ensureFirstAdministrator(ctx)
    assert.equal(created, true)
    assert.equal(email, 'admin@prosa.local')
    assert.match(password ?? '', /^([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}$/)
    assert.equal(
      (await signIn({ ...ctx, actor: anonymous }, { email, password: password ?? '' })).status,
      'signed_in',
    )
    assert.deepEqual(await ensureFirstAdministrator(ctx), { email, password: null, created: false })
    assert.deepEqual(await administrators(instance), [{ email, role: 'admin' }])
  }))

test('the one of the environment is not told again', () =>
  onEmptyInstance(
    { ADMIN_EMAIL: 'Dona@Clinica.com.br', ADMIN_PASSWORD: 'sete cavalos azuis' },
    async (ctx) => {
      const email = 'dona@clinica.com.br'
      assert.deepEqual(await ensureFirstAdministrator(ctx), { email, password: null, created: true })
      const { status } = await signIn({ ...ctx, actor: anonymous }, { email, password: 'sete cavalos azuis' })
      assert.equal(status, 'signed_in')
    },
  ))

test('two processes that start at once make one', () =>
  onEmptyInstance({}, async (ctx, instance) => {
    const both = await Promise.all([ensureFirstAdministrator(ctx), ensureFirstAdministrator(ctx)])
    assert.deepEqual(both.map(({ created }) => created).sort(), [false, true])
    assert.deepEqual(
      both.map(({ created, password }) => created === (password !== null)),
      [true, true],
    )
    assert.equal((await administrators(instance)).length, 1)
  }))

test('who signs up first on an empty instance is its administrator, whatever they ask for; the second is refused', () =>
  onEmptyInstance({}, async (ctx, instance) => {
    const visitor = { ...ctx, actor: anonymous }
    const people = ['ana', 'rui'].map((name) => ({
      email: `${name}@clinica.com.br`,
      password: 'Pass123!',
      role: 'agent' as const,
    }))
    const answers = await Promise.allSettled(people.map((person) => signUp(visitor, person)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const refused = answers.find(({ status }) => status === 'rejected')
    assert.ok(refused?.status === 'rejected' && refused.reason instanceof DomainError)
    assert.equal(refused.reason.status, 401)
    const [only, ...others] = await administrators(instance)
    assert.deepEqual([only?.role, others], ['admin', []])
  }))

test('later, signing up is for administrators, with the command that other systems document', async () => {
  const app = await testApp()
  try {
    const body = { email: 'nova@clinica.com.br', password: 'Pass123!', role: 'admin' }
    assert.equal((await app.request('POST', '/api/v1/auth/signup', { body })).status, 401)
    assert.equal((await app.as('marcos')('POST', '/api/v1/auth/signup', { body })).status, 403)
    const created = await app.as('ana')('POST', '/api/v1/auth/signup', { body })
    assert.deepEqual([created.status, created.body.role, created.body.state], [201, 'admin', 'active'])
    const token = await app.request('POST', '/api/v1/auth/token', {
      form: { username: body.email, password: body.password },
    })
    assert.equal(token.status, 200)
  } finally {
    await app.close()
  }
})
