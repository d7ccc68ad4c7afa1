import { z } from 'zod'
import type { Page } from '#contract/common.ts'
import { allPermissions, type Permission } from '#contract/permissions.ts'
import type { ApiKey, CreatedApiKey, NewApiKey } from '#contract/team.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { authorize, can } from '#platform/policy.ts'
import { forgetIdentities } from '../identity-cache.ts'
import { hashOfToken, newApiKey } from '../tokens.ts'
import type { KeyRow } from './store.ts'
import * as store from './store.ts'

const shownLength = 'prosa_'.length + 4

export async function listApiKeys(
  ctx: Ctx,
  query: { limit: number; after?: string | undefined },
): Promise<Page<ApiKey>> {
  authorize(ctx, 'api-keys:read')
  const afterId = decodeCursor(query.after, z.uuid())
  const { data, next } = page(
    await store.list(ctx, { limit: query.limit, afterId }),
    query.limit,
    ({ id }) => id,
  )
  return { data: data.map(present), next }
}

/** The key is told this once; what is kept of it opens nothing. */
export async function createApiKey(ctx: Ctx, wanted: NewApiKey): Promise<CreatedApiKey> {
  authorize(ctx, 'api-keys:create')
  const scopes = wanted.scopes ? [...new Set(wanted.scopes)] : presets[wanted.preset ?? 'read']()
  assertGrantable(ctx, scopes)
  const expiresAt = earlier(wanted.expiresAt ? new Date(wanted.expiresAt) : null, ctx.actor.expiresAt ?? null)
  if (expiresAt && expiresAt <= ctx.now())
    throw invalid([{ pointer: '/expiresAt', code: 'in_the_past', message: 'Choose a time to come.' }])
  const key = newApiKey()
  const row = await transaction(ctx, async (ctx) => {
    const row = await store.insert(ctx, {
      id: newId(),
      name: wanted.name,
      prefix: key.slice(0, shownLength),
      key_hash: hashOfToken(key),
      scopes,
      created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      expires_at: expiresAt,
    })
    publish(ctx, 'api_key.created', { type: 'api_key', id: row.id }, { scopes })
    return row
  })
  return { ...present(row), key }
}

export async function revokeApiKey(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'api-keys:revoke')
  await transaction(ctx, async (ctx) => {
    if (!(await store.revoke(ctx, id))) throw notFound('API key')
    publish(ctx, 'api_key.revoked', { type: 'api_key', id })
  })
  forgetIdentities()
}

/** A key made with a key ends with it at the latest. */
const earlier = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other)

const presets: Record<'full' | 'read', () => Permission[]> = {
  full: () => [...allPermissions],
  read: () => allPermissions.filter((permission) => permission.includes(':read')),
}

/** A key that may make keys must not make itself a stronger one. */
function assertGrantable(ctx: Ctx, scopes: Permission[]): void {
  const beyond = scopes.filter((scope) => !can(ctx, scope))
  if (beyond.length > 0)
    throw invalid([
      {
        pointer: '/scopes',
        code: 'beyond_own_permissions',
        message: `You may not grant: ${beyond.join(', ')}.`,
      },
    ])
}

/** Permissions that a later version did away with mean nothing any more. */
export const scopesOf = ({ scopes }: KeyRow): ReadonlySet<Permission> =>
  new Set(allPermissions.filter((permission) => scopes.includes(permission)))

const present = (row: KeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: [...scopesOf(row)],
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  expiresAt: row.expires_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
})
