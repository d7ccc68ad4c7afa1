import type { Ctx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { type Graph, openGraph } from '../../../channels/whatsapp-cloud/graph/index.ts'
import { openToken } from '../secrets.ts'
import type { AccountRow } from '../store.ts'
import * as store from '../store.ts'
import { currentGeneration, memory } from './remembered.ts'

type Opened = { sealed: string; graph: Graph }

const remembered = memory<Opened>()
const opened = new WeakMap<Ctx['config'], Map<string, Opened>>()

/** The provider, asked in the name of this account. Remembered for two seconds, and kept while the token is the same. */
export async function graphOf(ctx: Ctx, accountId: string): Promise<Graph> {
  const recalled = remembered.recall(ctx, accountId)
  if (recalled) return recalled.graph
  const asked = currentGeneration()
  const account = await store.find(ctx, accountId)
  if (!account) throw notFound('account')
  const current = kept(ctx, account)
  remembered.remember(ctx, accountId, current, asked)
  return current.graph
}

export const graphWith = (ctx: Ctx, accessToken: string): Graph =>
  openGraph(
    { graphUrl: ctx.config.meta.graphUrl, version: ctx.config.whatsapp.apiVersion, accessToken },
    ctx.outbound,
  )

function kept(ctx: Ctx, account: AccountRow): Opened {
  const sealed = account.access_token_encrypted
  const token = openToken(ctx, account)
  if (sealed === null || token === null) throw conflict('token_missing', 'This account has no access token.')
  const mine = opened.get(ctx.config) ?? new Map<string, Opened>()
  opened.set(ctx.config, mine)
  const known = mine.get(account.id)
  if (known?.sealed === sealed) return known
  const fresh = { sealed, graph: graphWith(ctx, token) }
  mine.set(account.id, fresh)
  return fresh
}
