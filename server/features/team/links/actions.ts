import { type Link, LinkPurpose } from '#contract/team.ts'
import type { Ctx, Tx } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { ownAddress } from '#platform/own-address.ts'
import { security } from '../settings.ts'
import { hashOfToken, newToken } from '../tokens.ts'
import * as store from './store.ts'

export type NewLink = { id: string; token: string; url: string; expiresAt: Date }

/** The newest link is the only one that works. */
export async function createLink(
  ctx: Tx,
  link: { personId: string; purpose: LinkPurpose; hours: number },
): Promise<NewLink> {
  const id = newId()
  const token = newToken()
  const expiresAt = new Date(ctx.now().getTime() + link.hours * 3_600_000)
  await store.removeUnused(ctx, link.personId)
  await store.insert(ctx, {
    id,
    token_hash: hashOfToken(token),
    person_id: link.personId,
    purpose: link.purpose,
    created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    expires_at: expiresAt,
  })
  return { id, token, url: addressOf(ctx, link.purpose, token), expiresAt }
}

export async function describeLink(ctx: Ctx, token: string): Promise<Link> {
  const link = await followLink(ctx, token)
  const { passwordMinLength } = await security(ctx)
  return {
    purpose: LinkPurpose.parse(link.purpose),
    name: link.name,
    email: link.email,
    expiresAt: link.expires_at.toISOString(),
    passwordMinLength,
  }
}

/** Unknown, used, replaced and expired are one answer: nobody learns which tokens ever were. */
export async function followLink(ctx: Ctx, token: string, purpose?: LinkPurpose): Promise<store.UsableLink> {
  const link = await store.findUsable(ctx, hashOfToken(token))
  if (!link || (purpose && link.purpose !== purpose)) throw linkOver()
  return link
}

export async function useLink(ctx: Tx, token: string): Promise<void> {
  const link = await store.lockUsable(ctx, hashOfToken(token))
  if (!link) throw linkOver()
  await store.markUsed(ctx, link.id)
}

/** The token stands behind the #, which browsers keep to themselves: it reaches no log and no other site. */
export const addressOf = ({ config }: Ctx, purpose: LinkPurpose, token: string): string =>
  // Never taken from the request: who sends a made-up Host could have the link lead to themselves.
  `${config.publicUrl ?? ownAddress(config)}/${purpose === 'invitation' ? 'welcome' : 'reset'}#${token}`

const linkOver = () =>
  new DomainError(410, 'link_over', 'This link does not work any more. Ask for a new one.')
