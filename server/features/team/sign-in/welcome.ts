import type { SignedIn } from '#contract/team.ts'
import type { Ctx } from '#platform/context.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'
import { describePerson } from '../profile/actions.ts'
import type { OpenedSession } from '../sessions/actions.ts'

type Reply = { header: (name: string, value: string) => unknown }

/** The answer to everything that signs in a browser. */
export async function welcome(ctx: Ctx, session: OpenedSession, reply: Reply): Promise<SignedIn> {
  const { id, personId, token, seconds } = session
  reply.header('set-cookie', sessionCookie(ctx.config, token, seconds))
  return { status: 'signed_in', person: await describePerson(ctx, personId, id) }
}
