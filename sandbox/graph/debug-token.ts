import type { FastifyInstance } from 'fastify'
import type { World } from '../world/world.ts'
import { GraphError } from './errors.ts'
import type { GraphRequest } from './server.ts'

const scopes = [
  'business_management',
  'whatsapp_business_management',
  'whatsapp_business_messaging',
  'public_profile',
]

export function debugTokenRoute(graph: FastifyInstance, { account }: World): void {
  graph.get('/debug_token', async ({ query }: GraphRequest) => {
    const token = query.input_token
    if (token === undefined) throw new GraphError(100, '(#100) You must provide an input token')
    if (token !== account.accessToken) return { data: unknown }
    const target_ids = [account.wabaId]
    return {
      data: {
        app_id: account.appId,
        type: 'SYSTEM_USER',
        application: 'Sandbox',
        data_access_expires_at: 0,
        expires_at: 0,
        is_valid: true,
        issued_at: 1_780_000_000,
        scopes,
        granular_scopes: [
          { scope: 'business_management', target_ids: [account.businessId] },
          { scope: 'whatsapp_business_management', target_ids },
          { scope: 'whatsapp_business_messaging', target_ids },
        ],
        user_id: account.businessId,
      },
    }
  })
}

const unknown = {
  error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
  is_valid: false,
  scopes: [],
}
