import type { BusinessNumber } from '../../../channels/whatsapp-cloud/graph/index.ts'
import type { NumberFields, NumberRow } from '../numbers-store.ts'
import type { Problem } from '../trouble/problem.ts'

const stopping: Record<string, string> = {
  BANNED: 'banned',
  DELETED: 'deleted',
  DISCONNECTED: 'disconnected',
  MIGRATED: 'disconnected',
}

/** Numbers of people who also use the app on their phone have a fixed and smaller throughput. */
const ofCoexistence = 20

/** What is kept of what the provider says; what it leaves out stays as it was. */
export const fieldsOf = (found: BusinessNumber, before?: NumberRow): NumberFields => ({
  ...(found.phone !== null && { phone: found.phone }),
  ...(found.quality !== null && { quality: found.quality }),
  ...(found.limitTier !== null && { limit_tier: found.limitTier }),
  ...(found.status !== null && { provider_status: found.status }),
  ...throughputOf(found),
  // Until it is known what it is called, it is called by its id.
  ...(before?.name === found.id && nameOf(found) !== found.id && { name: nameOf(found) }),
})

export const nameOf = ({ id, name, phone }: BusinessNumber): string => (name ?? phone ?? id).slice(0, 120)

/** What keeps it from sending, by what the provider says of it, or by its silence. */
export function problemOf(found: BusinessNumber | undefined): Problem | null {
  if (!found) return { code: 'number_missing', detail: null, stops: true }
  const code = stopping[found.status ?? '']
  return code === undefined ? null : { code, detail: found.status, stops: true }
}

function throughputOf({ throughput, platform }: BusinessNumber): { throughput?: number } {
  if (throughput !== null) return { throughput }
  return platform === 'ON_BIZ_APP' ? { throughput: ofCoexistence } : {}
}
