import { Nothing } from '#contract/common.ts'
import { SecondFactorAnswer, SignedIn, SignIn, SignInReply, Token, TokenRequest } from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { clearedCookie } from '#platform/http/session-cookie.ts'
import { signOut } from '../sessions/actions.ts'
import { answerSecondFactor, issueToken, signIn } from './actions.ts'
import { welcome } from './welcome.ts'

export function signInRoutes(all: Http): void {
  const http = all.tag('Signing in')

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
}
