import type { Ctx } from '#platform/context.ts'
import { openAppSecret } from '../secrets.ts'
import * as store from '../store.ts'
import { currentGeneration, memory } from './remembered.ts'

const remembered = memory<string[]>()

/** Whatever a webhook may be signed with: those of the configuration, and of accounts with an app of their own. */
export async function appSecrets(ctx: Ctx): Promise<string[]> {
  const recalled = remembered.recall(ctx, '')
  if (recalled) return recalled
  const asked = currentGeneration()
  const own = (await store.sealedAppSecrets(ctx)).map((sealed) => openAppSecret(ctx, sealed))
  const secrets = [...new Set([...ctx.config.meta.appSecrets, ...own])]
  remembered.remember(ctx, '', secrets, asked)
  return secrets
}
