import type { SecondFactorAnswer, SignIn } from '#contract/team.ts'
import { actingAs, type Ctx, type Tx, transaction } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { accountOf, assertMayTry, assertNotLockedMeanwhile, refuse } from '../lockout/attempts.ts'
import { clearFailures } from '../lockout/store.ts'
import { hashPassword, isOutdated, verifyPassword } from '../passwords/hash.ts'
import { actorOf } from '../policy.ts'
import { spendSecondFactor } from '../second-factor/actions.ts'
import { type OpenedSession, openSession } from '../sessions/actions.ts'
import * as challenges from '../sessions/challenge-store.ts'
import type { SessionKind } from '../sessions/store.ts'
import type { Person } from '../store.ts'
import * as people from '../store.ts'
import { hashOfToken, newToken } from '../tokens.ts'

const challengeMinutes = 5
const attemptsPerChallenge = 5

export type SignInOutcome =
  | { status: 'signed_in'; session: OpenedSession }
  | { status: 'second_factor_required'; challenge: string; expiresAt: Date }

/** From the browser: with a second factor, the password only earns a challenge. */
export async function signIn(ctx: Ctx, { email, password }: SignIn): Promise<SignInOutcome> {
  const proven = await provePassword(ctx, email, password)
  return transaction(ctx, async (ctx) => {
    const person = await lockForProof(ctx, proven)
    if (person.totp_enabled_at) return challenge(ctx, person)
    return { status: 'signed_in', session: await admit(ctx, person, 'browser') }
  })
}

/** From a program, in one request: who has a second factor sends its code along. */
export async function issueToken(
  ctx: Ctx,
  { email, password, code }: SignIn & { code?: string | undefined },
): Promise<OpenedSession> {
  const proven = await provePassword(ctx, email, password)
  const session = await transaction(ctx, async (ctx) => {
    const person = await lockForProof(ctx, proven)
    if (person.totp_enabled_at && !code) throw codeRequired()
    if (person.totp_enabled_at && !(await spendSecondFactor(ctx, person.id, { code }))) return null
    return admit(ctx, person, 'bearer')
  })
  return session ?? refuseCode(ctx, proven)
}

export async function answerSecondFactor(ctx: Ctx, answer: SecondFactorAnswer): Promise<OpenedSession> {
  const tokenHash = hashOfToken(answer.challenge)
  const waiting = await challenges.find(ctx, tokenHash)
  if (!waiting) throw challengeOver()
  await assertMayTry(ctx, accountOf(ctx, waiting.email, waiting.id))
  const session = await transaction(ctx, async (ctx) => {
    const person = await lockForProof(ctx, waiting)
    const attempts = await challenges.countAttempts(ctx, tokenHash)
    if (!attempts || attempts > attemptsPerChallenge) throw challengeOver()
    if (!(await spendSecondFactor(ctx, waiting.id, answer))) return null
    return admit(ctx, person, 'browser')
  })
  return session ?? refuseCode(ctx, waiting)
}

async function provePassword(ctx: Ctx, email: string, password: string): Promise<Person> {
  const found = await people.findByEmail(ctx, email)
  const account = accountOf(ctx, email, found?.id ?? null)
  await assertMayTry(ctx, account)
  const person = found?.state === 'active' ? found : null
  const right = await verifyPassword(person?.password_hash ?? null, password)
  if (right && person) return renewHash(ctx, person, password)
  return refuse(ctx, account, person ? 'wrong_password' : 'unknown_address', wrongCredentials())
}

async function renewHash(ctx: Ctx, person: Person, password: string): Promise<Person> {
  if (!person.password_hash || !isOutdated(person.password_hash)) return person
  const password_hash = await hashPassword(password)
  await people.replaceHash(ctx, person.id, person.password_hash, password_hash)
  return { ...person, password_hash }
}

type Proven = Pick<Person, 'id' | 'email' | 'password_hash'>

/**
 * `proven` is as it was read when the password was looked at. Since then the account may have been locked by other
 * guesses, the password changed, a second factor set up, or the person removed.
 */
async function lockForProof(ctx: Tx, proven: Proven): Promise<Person> {
  await assertNotLockedMeanwhile(ctx, accountOf(ctx, proven.email, proven.id))
  const person = await people.lock(ctx, proven.id)
  if (person?.state !== 'active' || person.password_hash !== proven.password_hash) throw wrongCredentials()
  return person
}

async function admit(ctx: Tx, person: Person, kind: SessionKind): Promise<OpenedSession> {
  await clearFailures(ctx, person.id)
  await challenges.removeAllOf(ctx, person.id)
  const session = await openSession(ctx, person.id, kind)
  const as = actingAs(ctx, actorOf(person))
  const name = kind === 'bearer' ? 'person.token_issued' : 'person.signed_in'
  publish(as, name, { type: 'person', id: person.id }, { sessionId: session.id })
  return session
}

async function challenge(ctx: Tx, person: Person): Promise<SignInOutcome> {
  const token = newToken()
  const expiresAt = new Date(ctx.now().getTime() + challengeMinutes * 60_000)
  await challenges.insert(ctx, {
    token_hash: hashOfToken(token),
    person_id: person.id,
    expires_at: expiresAt,
  })
  return { status: 'second_factor_required', challenge: token, expiresAt }
}

/** Codes count like passwords: whoever has the password must not be free to guess them. */
const refuseCode = (ctx: Ctx, { id, email }: Proven): Promise<never> =>
  refuse(ctx, accountOf(ctx, email, id), 'wrong_code', wrongCode())

const wrongCode = () => new DomainError(401, 'wrong_code', 'This code is not right, or was used already.')
const wrongCredentials = () => new DomainError(401, 'wrong_credentials', 'E-mail or password is not right.')
const codeRequired = () =>
  new DomainError(401, 'second_factor_required', 'Send the code of the second factor as `code`.')
const challengeOver = () => new DomainError(401, 'challenge_over', 'This took too long. Sign in again.')
