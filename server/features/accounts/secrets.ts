import type { Ctx } from '#platform/context.ts'
import type { AccountRow } from './store.ts'

const token = 'accounts.access_token_encrypted'
const appSecret = 'accounts.app_secret_encrypted'

export const sealToken = ({ secrets }: Ctx, value: string): string => secrets.seal(token, value)
export const sealAppSecret = ({ secrets }: Ctx, value: string): string => secrets.seal(appSecret, value)

export const openToken = (
  { secrets }: Ctx,
  { access_token_encrypted: sealed }: Pick<AccountRow, 'access_token_encrypted'>,
): string | null => (sealed === null ? null : secrets.open(token, sealed))

export const openAppSecret = ({ secrets }: Ctx, sealed: string): string => secrets.open(appSecret, sealed)

export const openSecrets = (
  ctx: Ctx,
  account: Pick<AccountRow, 'access_token_encrypted' | 'app_secret_encrypted'>,
): { token: string | null; appSecret: string | null } => ({
  token: openToken(ctx, account),
  appSecret: account.app_secret_encrypted === null ? null : openAppSecret(ctx, account.app_secret_encrypted),
})
