import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { shakeHands } from '../webhooks/handshake.ts'
import type { World } from '../world/world.ts'
import { GraphError, noSuchObject } from './errors.ts'
import { pick } from './fields.ts'
import { presentNumber } from './numbers.ts'
import { parse, text, webUrl } from './parse.ts'
import { type GraphRequest, requireAccount } from './server.ts'
import { presentMedia } from './uploads.ts'

const Override = z
  .object({
    override_callback_uri: z.union([z.literal(''), text(200).and(webUrl)]),
    verify_token: z.string(),
  })
  .partial()

export function accountRoutes(graph: FastifyInstance, world: World): void {
  const { account } = world

  graph.get('/:id', async ({ params: { id }, query }: GraphRequest) => {
    const number = account.numbers.find((one) => one.id === id)
    if (number) return presentNumber(world, number, query.fields)
    if (id === account.wabaId) return presentAccount(world, query.fields)
    const media = presentMedia(world, id, query.phone_number_id)
    if (media) return media
    throw noSuchObject(id)
  })

  graph.get('/:id/subscribed_apps', async ({ params }: GraphRequest) => {
    requireAccount(world, params.id)
    const { appId, subscribed, override } = account
    const link = `https://www.facebook.com/games/?app_id=${appId}`
    const app = {
      whatsapp_business_api_data: { id: appId, name: 'Sandbox', link },
      ...(override && { override_callback_uri: override }),
    }
    return { data: subscribed ? [app] : [] }
  })
  graph.post('/:id/subscribed_apps', async ({ params, body }: GraphRequest) => {
    requireAccount(world, params.id)
    const { override_callback_uri: override = '', verify_token: token = '' } = parse(Override, body ?? {})
    if (override) await assertAnswers(world, override, token)
    Object.assign(account, { subscribed: true, override: override || null })
    world.touch()
    return { success: true }
  })
  graph.delete('/:id/subscribed_apps', async ({ params }: GraphRequest) => {
    requireAccount(world, params.id)
    Object.assign(account, { subscribed: false, override: null })
    world.touch()
    return { success: true }
  })
}

async function assertAnswers(world: World, url: string, token: string): Promise<void> {
  const problem = await shakeHands(world.poster, url, token)
  if (problem === null) return
  throw new GraphError(2200, `(#2200) Callback verification failed with the following errors: ${problem}`)
}

function presentAccount({ account }: World, fields: string | undefined): Record<string, unknown> {
  const owner = { name: 'Clínicas Centro e Jardins', id: account.businessId }
  const all = {
    id: account.wabaId,
    name: 'Clínicas Centro e Jardins',
    timezone_id: '25',
    message_template_namespace: 'ba30dd89_2ebd_41e4_b805_f2c05ae04cc9',
    currency: 'BRL',
    country: 'BR',
    account_review_status: 'APPROVED',
    business_verification_status: 'VERIFIED',
    ownership_type: 'SELF',
    owner_business_info: owner,
    on_behalf_of_business_info: { ...owner, status: 'APPROVED', type: 'SELF' },
    primary_business_location: 'BR',
    health_status: { can_send_message: 'AVAILABLE', entities: [] },
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    is_enabled_for_insights: true,
  }
  return pick('WhatsAppBusinessAccount', all, fields, [
    'id',
    'name',
    'currency',
    'timezone_id',
    'message_template_namespace',
  ])
}
