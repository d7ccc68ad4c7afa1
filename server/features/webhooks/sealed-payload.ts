import type { Ctx } from '#platform/context.ts'

const purpose = 'webhook_deliveries.payload_encrypted'

/** It waits in the database and may hold what customers wrote. */
export const sealPayload = ({ secrets }: Ctx, payload: object): string =>
  secrets.seal(purpose, JSON.stringify(payload))

export const openPayload = ({ secrets }: Ctx, sealed: string): string => secrets.open(purpose, sealed)
