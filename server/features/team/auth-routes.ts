import { Nothing } from '#contract/common.ts'
import {
  Accepted,
  Link,
  LinkToken,
  NewPasswordByLink,
  Operator,
  PasswordResetRequest,
  SecondFactorAnswer,
  SignedIn,
  SignIn,
  SignInReply,
  SignUp,
  Token,
  TokenRequest,
} from '#contract/team.ts'
import type { Ctx } from '#platform/context.ts'
import type { Http } from '#platform/http/route.ts'
import { clearedCookie, sessionCookie } from '#platform/http/session-cookie.ts'
import { signUp } from './first-administrator.ts'
import { acceptInvitation } from './invitations.ts'
import { describeLink } from './links.ts'
import { requestPasswordReset, resetPassword } from './passwords.ts'
import { describePerson } from './profile.ts'
import { type OpenedSession, signOut } from './sessions.ts'
import { answerSecondFactor, issueToken, signIn } from './sign-in.ts'

// Failed sign-ins are counted for themselves (lockout.ts); here nothing fails, whatever is asked.
const rarely = { max: 10, perSeconds: 600 }

type Reply = { header: (name: string, value: string) => unknown }

export function authRoutes(http: Http): void {
  http.post('/auth/signup', {
    can: 'public',
    summary: 'Create the first administrator, or, as an administrator, a colleague',
    body: SignUp,
    reply: Operator,
    status: 201,
    run: (ctx, { body }) => signUp(ctx, body),
  })

  http.post('/auth/sign-in', {
    can: 'public',
    summary: 'Sign in',
    description: 'Sets the session cookie, or answers a challenge where a second factor is set up.',
    body: SignIn,
    reply: SignInReply,
    async run(ctx, { body, reply }) {
      const outcome = await signIn(ctx, body)
      if (outcome.status === 'signed_in') return welcome(ctx, outcome.session, reply)
      return { ...outcome, expiresAt: outcome.expiresAt.toISOString() }
    },
  })

  http.post('/auth/second-factor', {
    can: 'public',
    summary: 'Answer the challenge with a code or a recovery code',
    body: SecondFactorAnswer,
    reply: SignedIn,
    run: async (ctx, { body, reply }) => welcome(ctx, await answerSecondFactor(ctx, body), reply),
  })

  http.post('/auth/sign-out', {
    // Public, so that a session that has run out can still be left and its cookie taken away.
    can: 'public',
    summary: 'Sign out',
    reply: Nothing,
    async run(ctx, { reply }) {
      reply.header('set-cookie', clearedCookie(ctx.config))
      await signOut(ctx)
    },
  })

  http.post('/auth/token', {
    can: 'public',
    summary: 'Get a bearer token',
    body: TokenRequest,
    accepts: 'form',
    reply: Token,
    async run(ctx, { body: { username, password, code }, reply }): Promise<Token> {
      const { token, seconds } = await issueToken(ctx, { email: username, password, code })
      reply.header('cache-control', 'no-store')
      return { access_token: token, token_type: 'bearer', expires_in: seconds }
    },
  })

  http.post('/auth/password-reset', {
    can: 'public',
    summary: 'Ask for a link to choose a new password',
    description: 'The answer is the same whether or not anybody has this address.',
    body: PasswordResetRequest,
    reply: Accepted,
    status: 202,
    limit: rarely,
    async run(ctx, { body }) {
      await requestPasswordReset(ctx, body.email)
      return { status: 'accepted' } as const
    },
  })

  http.post('/auth/password-reset/confirm', {
    can: 'public',
    summary: 'Choose a new password with a link',
    body: NewPasswordByLink,
    reply: Nothing,
    run: (ctx, { body }) => resetPassword(ctx, body),
  })

  http.post('/auth/links', {
    can: 'public',
    summary: 'Read what a one-time link is for',
    // Not a GET: the token would stand in the address, and so in logs.
    body: LinkToken,
    reply: Link,
    run: (ctx, { body }) => describeLink(ctx, body.token),
  })

  http.post('/auth/invitation', {
    can: 'public',
    summary: 'Accept an invitation by choosing a password',
    description: 'Signs in.',
    body: NewPasswordByLink,
    reply: SignedIn,
    run: async (ctx, { body, reply }) => welcome(ctx, await acceptInvitation(ctx, body), reply),
  })
}

async function welcome(
  ctx: Ctx,
  { id, personId, token, seconds }: OpenedSession,
  reply: Reply,
): Promise<SignedIn> {
  reply.header('set-cookie', sessionCookie(ctx.config, token, seconds))
  return { status: 'signed_in', person: await describePerson(ctx, personId, id) }
}
