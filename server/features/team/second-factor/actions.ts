import type { RecoveryCodes, SecondFactorRemoval, SecondFactorSetup } from '#contract/team.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { forgetIdentities } from '../identity-cache.ts'
import { assertOwnPassword } from '../passwords/actions.ts'
import { assertMayBecome, signedInPerson } from '../policy.ts'
import * as people from '../store.ts'
import * as store from './store.ts'
import { addressOf, asShown, matchingStep, newRecoveryCodes, newSecret } from './totp.ts'

const secretColumn = 'people.totp_secret_encrypted'
const codeColumn = 'recovery_codes.code_hash'

export async function startSecondFactor(ctx: Ctx, password: string): Promise<SecondFactorSetup> {
  authorize(ctx, 'profile:update')
  const person = await assertOwnPassword(ctx, password, '/password')
  if (person.totp_enabled_at) throw alreadyEnabled()
  const secret = newSecret()
  await store.setSecret(ctx, person.id, ctx.secrets.seal(secretColumn, secret))
  return { secret, uri: addressOf(secret, person.email) }
}

/** In force once a code has shown that the authenticator really holds the secret. */
export async function confirmSecondFactor(ctx: Ctx, code: string): Promise<RecoveryCodes> {
  authorize(ctx, 'profile:update')
  const { id } = signedInPerson(ctx)
  const recoveryCodes = await transaction(ctx, async (ctx) => {
    const person = await people.lock(ctx, id)
    if (person?.totp_enabled_at) throw alreadyEnabled()
    if (!person?.totp_secret_encrypted)
      throw conflict('second_factor_not_started', 'Start setting up the second factor first.')
    const step = stepOf(ctx, person, code)
    if (step === null) throw wrongCode()
    await store.enable(ctx, id, step)
    publish(ctx, 'person.second_factor_enabled', { type: 'person', id })
    return replaceRecoveryCodes(ctx, id)
  })
  forgetIdentities()
  return { recoveryCodes }
}

export async function removeOwnSecondFactor(
  ctx: Ctx,
  { password, code }: SecondFactorRemoval,
): Promise<void> {
  authorize(ctx, 'profile:update')
  const { id } = await assertOwnPassword(ctx, password, '/password')
  await transaction(ctx, async (ctx) => {
    const person = await people.lock(ctx, id)
    if (!person?.totp_enabled_at) throw notEnabled()
    if (code !== undefined && !(await spendSecondFactor(ctx, id, { code }))) throw wrongCode()
    await disable(ctx, id)
  })
  forgetIdentities()
}

/** For somebody who lost both the authenticator and the recovery codes. */
export async function removeSecondFactorOf(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'operators:update')
  await transaction(ctx, async (ctx) => {
    const person = await people.lock(ctx, id)
    if (!person) throw notFound('operator')
    assertMayBecome(ctx, person.role)
    if (!person.totp_enabled_at) throw notEnabled()
    await disable(ctx, id)
  })
  forgetIdentities()
}

export async function renewRecoveryCodes(ctx: Ctx, password: string): Promise<RecoveryCodes> {
  authorize(ctx, 'profile:update')
  const { id } = await assertOwnPassword(ctx, password, '/password')
  const recoveryCodes = await transaction(ctx, async (ctx) => {
    const person = await people.lock(ctx, id)
    if (!person?.totp_enabled_at) throw notEnabled()
    publish(ctx, 'person.recovery_codes_renewed', { type: 'person', id })
    return replaceRecoveryCodes(ctx, id)
  })
  return { recoveryCodes }
}

/** True once for each code: a used one is worth nothing to whoever saw it. */
export async function spendSecondFactor(
  ctx: Tx,
  personId: string,
  { code, recoveryCode }: { code?: string | undefined; recoveryCode?: string | undefined },
): Promise<boolean> {
  if (recoveryCode !== undefined) return spendRecoveryCode(ctx, personId, recoveryCode)
  const person = await people.lock(ctx, personId)
  const step = person && code !== undefined ? stepOf(ctx, person, code) : null
  if (step === null) return false
  await store.setLastStep(ctx, personId, step)
  return true
}

async function spendRecoveryCode(ctx: Tx, personId: string, recoveryCode: string): Promise<boolean> {
  const spent = await store.spendRecoveryCode(ctx, personId, hashOfCode(ctx, recoveryCode))
  if (spent) publish(ctx, 'person.recovery_code_used', { type: 'person', id: personId })
  return spent
}

function stepOf(ctx: Ctx, person: people.Person, code: string): number | null {
  if (!person.totp_secret_encrypted) return null
  const secret = ctx.secrets.open(secretColumn, person.totp_secret_encrypted)
  return matchingStep(secret, code, ctx.now(), Number(person.totp_last_step ?? 0))
}

async function replaceRecoveryCodes(ctx: Tx, personId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await store.replaceRecoveryCodes(
    ctx,
    personId,
    codes.map((code) => hashOfCode(ctx, code)),
  )
  return codes
}

async function disable(ctx: Tx, id: string): Promise<void> {
  await store.disable(ctx, id)
  publish(ctx, 'person.second_factor_disabled', { type: 'person', id })
}

const hashOfCode = (ctx: Ctx, code: string): Buffer => ctx.secrets.hash(codeColumn, asShown(code))

const alreadyEnabled = () => conflict('second_factor_enabled', 'A second factor is set up already.')
const notEnabled = () => conflict('second_factor_not_enabled', 'No second factor is set up.')
const wrongCode = () =>
  invalid([{ pointer: '/code', code: 'wrong_code', message: 'This code is not right, or was used already.' }])
