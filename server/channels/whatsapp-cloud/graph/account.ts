import { z } from 'zod'
import { ask, type Line } from './ask.ts'

export type BusinessAccount = {
  id: string
  name: string | null
  portfolioId: string | null
  portfolioName: string | null
}

const Account = z.object({
  id: z.string(),
  name: z.string().nullish(),
  owner_business_info: z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish(),
})

export async function readAccount(line: Line, wabaId: string): Promise<BusinessAccount> {
  const query = { fields: 'id,name,owner_business_info' }
  const account = await ask(line, { path: [wabaId], query }, Account)
  return {
    id: account.id,
    name: account.name ?? null,
    portfolioId: account.owner_business_info?.id ?? null,
    portfolioName: account.owner_business_info?.name ?? null,
  }
}

const Done = z.object({ success: z.literal(true) })

/** Without a callback webhooks go where the app says. The address is asked by Meta before this answers. */
export async function subscribe(
  line: Line,
  wabaId: string,
  { callback, verifyToken }: { callback?: string; verifyToken?: string } = {},
): Promise<void> {
  const json = callback
    ? { override_callback_uri: callback, ...(verifyToken && { verify_token: verifyToken }) }
    : {}
  await ask(line, { method: 'POST', path: [wabaId, 'subscribed_apps'], json }, Done)
}

export async function unsubscribe(line: Line, wabaId: string): Promise<void> {
  await ask(line, { method: 'DELETE', path: [wabaId, 'subscribed_apps'] }, Done)
}

const Subscriptions = z.object({
  data: z.array(
    z.object({
      whatsapp_business_api_data: z.object({ id: z.string() }).nullish(),
      override_callback_uri: z.string().nullish(),
    }),
  ),
})

/** By this app where its id is given, by any otherwise. */
export async function isSubscribed(line: Line, wabaId: string, appId?: string): Promise<boolean> {
  const { data } = await ask(line, { path: [wabaId, 'subscribed_apps'] }, Subscriptions)
  return data.some(({ whatsapp_business_api_data: app }) => appId === undefined || app?.id === appId)
}

export type TokenFacts = {
  valid: boolean
  appId: string | null
  /** null: never. */
  expiresAt: Date | null
  scopes: string[]
  /** The accounts that it reaches; empty where Meta does not restrict it. */
  targets: string[]
  trouble: string | null
}

const Token = z.object({
  data: z.object({
    is_valid: z.boolean(),
    app_id: z.coerce.string().optional(),
    expires_at: z.number().optional(),
    scopes: z.array(z.string()).default([]),
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(z.coerce.string()).optional() }))
      .default([]),
    error: z.object({ message: z.string().optional() }).optional(),
  }),
})

export async function debugToken(line: Line): Promise<TokenFacts> {
  const query = { input_token: line.access.accessToken }
  const { data } = await ask(line, { path: ['debug_token'], query }, Token)
  return {
    valid: data.is_valid,
    appId: data.app_id ?? null,
    expiresAt: data.expires_at ? new Date(data.expires_at * 1000) : null,
    scopes: data.scopes,
    targets: [...new Set(data.granular_scopes.flatMap(({ target_ids }) => target_ids ?? []))],
    trouble: data.error?.message?.replaceAll(line.access.accessToken, '…') ?? null,
  }
}
