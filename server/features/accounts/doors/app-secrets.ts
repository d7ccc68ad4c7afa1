import type { Ctx } from '#platform/context.ts'
import { openAppSecret } from '../secrets.ts'
import * as store from '../store.ts'
import { askedOnce, currentGeneration, memory } from './remembered.ts'

const remembered = memory<string[]>()

/** Whatever a webhook may be signed with: those of the configuration, and of accounts with an app of their own. */
export async function appSecrets(ctx: Ctx): Promise<string[]> {
  return remembered.recall(ctx, '') ?? askedOnce(ctx, 'app secrets', () => ask(ctx))
}

async function ask(ctx: Ctx): Promise<string[]> {
  const asked = currentGeneration()
  const own = (await store.sealedAppSecrets(ctx)).map((sealed) => openAppSecret(ctx, sealed))
  const secrets = [...new Set([...ctx.config.meta.appSecrets, ...own])]
  remembered.remember(ctx, '', secrets, asked)
  return secrets
}
