import { timingSafeEqual } from 'node:crypto'
import { allPermissions } from '#contract/permissions.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { Identify } from '#platform/http/identify.ts'
import type { Actor } from '#platform/policy.ts'
import { scopesOf } from './api-keys/actions.ts'
import type { KeyRow } from './api-keys/store.ts'
import * as keys from './api-keys/store.ts'
import { currentGeneration, recall, remember } from './identity-cache.ts'
import { signedInActor } from './policy.ts'
import type { SessionKind } from './sessions/store.ts'
import * as sessions from './sessions/store.ts'
import { limitsOf, security } from './settings.ts'
import { hashOfToken, keyMark } from './tokens.ts'

type Why = Parameters<Identify>[2]

const refusalNotedEveryMs = 10 * 60_000

/** What was shown counts alone: behind a wrong key or token no other proof is looked for. */
export const identify: Identify = async (ctx, { cookie, bearer, apiKey }, why = 'to-act') => {
  if (apiKey !== null) return holderOfKey(ctx, apiKey, why)
  if (bearer !== null)
    return (await holderOfKey(ctx, bearer, why)) ?? holderOfSession(ctx, bearer, 'bearer', why)
  if (cookie !== null) return holderOfSession(ctx, cookie, 'browser', why)
  return null
}

const holderOfSession = (ctx: Ctx, token: string, kind: SessionKind, why: Why): Promise<Actor | null> =>
  remembering(ctx, kind, token, async (hash) => {
    const rules = await security(ctx)
    const holder = await sessions.holderOf(ctx, hash, kind, limitsOf(rules))
    if (!holder) return null
    if (why === 'to-act' && isMinuteOld(ctx, holder.last_seen_at))
      await sessions.touch(ctx, holder.session_id)
    return signedInActor(holder, holder.session_id, rules)
  })

async function holderOfKey(ctx: Ctx, shown: string, why: Why): Promise<Actor | null> {
  if (isFixedKey(ctx, shown)) return fixedKey
  if (!shown.startsWith(keyMark)) return null
  return remembering(ctx, 'key', shown, async (hash) => {
    const key = await keys.findByHash(ctx, hash)
    if (!key) return null
    const reason = whyOver(ctx, key)
    if (reason) return refuse(ctx, key, reason)
    if (why === 'to-act' && (!key.last_used_at || isMinuteOld(ctx, key.last_used_at)))
      await keys.touch(ctx, key.id)
    return {
      kind: 'api_key',
      id: key.id,
      name: key.name,
      role: null,
      permissions: scopesOf(key),
      ...(key.expires_at && { expiresAt: key.expires_at }),
    }
  })
}

const fixedKey: Actor = {
  kind: 'api_key',
  id: 'env',
  name: 'API_KEY',
  role: null,
  permissions: new Set(allPermissions),
  unmetered: true,
}

// However much of it is right, comparing takes the same time; only the length can be found out.
function isFixedKey({ config }: Ctx, shown: string): boolean {
  if (config.apiKey === null || config.apiKey.length !== shown.length) return false
  const [right, tried] = [Buffer.from(config.apiKey), Buffer.from(shown)]
  return right.length === tried.length && timingSafeEqual(right, tried)
}

function whyOver({ now }: Ctx, key: KeyRow): 'revoked' | 'expired' | null {
  if (key.revoked_at) return 'revoked'
  return key.expires_at && key.expires_at <= now() ? 'expired' : null
}

async function refuse(ctx: Ctx, { id }: KeyRow, reason: string): Promise<null> {
  await transaction(ctx, async (ctx) => {
    const notSince = new Date(ctx.now().getTime() - refusalNotedEveryMs)
    if (await keys.noteRefusal(ctx, id, notSince))
      publish(ctx, 'api_key.refused', { type: 'api_key', id }, { reason })
  })
  return null
}

async function remembering(
  ctx: Ctx,
  kind: string,
  token: string,
  ask: (hash: Buffer) => Promise<Actor | null>,
): Promise<Actor | null> {
  const hash = hashOfToken(token)
  const key = `${kind}:${hash.toString('base64')}`
  const recalled = recall(key, ctx.now())
  if (recalled) return recalled
  const asked = currentGeneration()
  const actor = await ask(hash)
  if (actor) remember(key, actor, ctx.now(), asked)
  return actor
}

const isMinuteOld = ({ now }: Ctx, time: Date): boolean => now().getTime() - time.getTime() >= 60_000
