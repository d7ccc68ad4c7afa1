import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { BusinessNumber } from '../api.ts'
import { shownPhone } from '../world/phones.ts'
import type { World } from '../world/world.ts'
import { refusal } from './errors.ts'
import { pageOf, pick } from './fields.ts'
import { parse } from './parse.ts'
import { type GraphRequest, requireAccount, requireNumber } from './server.ts'

const Register = z.object({
  messaging_product: z.literal('whatsapp'),
  pin: z.string().regex(/^\d{6}$/, 'the PIN must have 6 digits'),
  data_localization_region: z.string().length(2).optional(),
})

export function numberRoutes(graph: FastifyInstance, world: World): void {
  graph.get('/:id/phone_numbers', async (request: GraphRequest) => {
    const { params, query } = request
    requireAccount(world, params.id)
    const url = `${world.url}${request.url}`
    const page = pageOf(world.account.numbers, query, { url, usual: 25, most: 100 })
    return { ...page, data: page.data.map((number) => presentNumber(world, number, query.fields)) }
  })
  graph.post('/:id/register', async ({ params, body }: GraphRequest) => {
    const { id } = requireNumber(world, params.id)
    const { pin } = parse(Register, body)
    const { pins } = world.account
    if (pins[id] !== undefined && pins[id] !== pin)
      throw refusal(133005, 'Two step verification PIN mismatch')
    pins[id] = pin
    world.touch()
    return { success: true }
  })
}

export function presentNumber(world: World, number: BusinessNumber, fields: string | undefined) {
  const { callback, override } = world.account
  const all = {
    id: number.id,
    display_phone_number: shownPhone(number.phone),
    verified_name: number.name,
    quality_rating: 'GREEN',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    status: 'CONNECTED',
    code_verification_status: 'VERIFIED',
    name_status: 'APPROVED',
    new_name_status: 'NONE',
    account_mode: 'LIVE',
    host_platform: 'CLOUD_API',
    country_code: 'BR',
    country_dial_code: '55',
    is_official_business_account: false,
    is_pin_enabled: world.account.pins[number.id] !== undefined,
    is_on_biz_app: false,
    messaging_limit_tier: 'TIER_2K',
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    search_visibility: 'NON_VISIBLE',
    last_onboarded_time: '2026-06-01T12:00:00+0000',
    username: null,
    health_status: { can_send_message: 'AVAILABLE', entities: [] },
    webhook_configuration: {
      ...(override && { whatsapp_business_account: override }),
      ...(callback && { application: callback }),
    },
  }
  const usual = ['verified_name', 'code_verification_status', 'display_phone_number', 'quality_rating']
  const more = ['platform_type', 'throughput', 'webhook_configuration', 'id']
  return pick('WhatsAppBusinessPhoneNumber', all, fields, [...usual, ...more])
}
