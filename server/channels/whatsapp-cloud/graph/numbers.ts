import { z } from 'zod'
import { ask, type Line } from './ask.ts'

export type BusinessNumber = {
  id: string
  /** E.164. */
  phone: string | null
  name: string | null
  quality: string | null
  limitTier: string | null
  status: string | null
  platform: string | null
  verification: string | null
  /** Messages a second; null where Meta does not say. */
  throughput: number | null
  /** Where its webhooks go instead, if anywhere. */
  callback: string | null
}

const fields = [
  'id',
  'display_phone_number',
  'verified_name',
  'quality_rating',
  'platform_type',
  'throughput',
  'status',
  'code_verification_status',
  'webhook_configuration',
  'whatsapp_business_manager_messaging_limit',
].join(',')

const said = z.string().nullish().catch(null)
const Numbered = z.object({
  id: z.string(),
  display_phone_number: said,
  verified_name: said,
  quality_rating: said,
  platform_type: said,
  throughput: z.object({ level: z.string() }).nullish().catch(null),
  status: said,
  code_verification_status: said,
  webhook_configuration: z.object({ phone_number: said }).nullish().catch(null),
  whatsapp_business_manager_messaging_limit: said,
})
const NumberPage = z.object({
  data: z.array(Numbered),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
})

export async function readNumber(line: Line, id: string): Promise<BusinessNumber> {
  return present(await ask(line, { path: [id], query: { fields }, absent: 33 }, Numbered))
}

const mostPages = 50

export async function listNumbers(line: Line, wabaId: string): Promise<BusinessNumber[]> {
  const numbers: BusinessNumber[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = { fields, limit: '100', ...(after && { after }) }
    const { data, paging } = await ask(line, { path: [wabaId, 'phone_numbers'], query }, NumberPage)
    numbers.push(...data.map(present))
    // The address of the next page has the token in it and is nobody's to follow: its cursor is enough.
    after = paging?.next ? paging.cursors?.after : undefined
    if (!after) break
  }
  return numbers
}

const levels: Record<string, number> = { STANDARD: 80, HIGH: 1000 }

const present = (number: z.infer<typeof Numbered>): BusinessNumber => ({
  id: number.id,
  phone: international(number.display_phone_number),
  name: number.verified_name ?? null,
  quality: number.quality_rating ?? null,
  limitTier: number.whatsapp_business_manager_messaging_limit ?? null,
  status: number.status ?? null,
  platform: number.platform_type ?? null,
  verification: number.code_verification_status ?? null,
  throughput: levels[number.throughput?.level ?? ''] ?? null,
  callback: number.webhook_configuration?.phone_number ?? null,
})

function international(shown: string | null | undefined): string | null {
  const digits = shown?.replace(/\D/g, '')
  return digits ? `+${digits}` : null
}
