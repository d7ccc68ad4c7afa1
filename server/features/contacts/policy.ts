import type { Ctx } from '#platform/context.ts'
import { can } from '#platform/policy.ts'

/** Who leads sees documents whole; who answers recognises by a part of them whom they talk to. */
export const maySeeWholeDocuments = (ctx: Pick<Ctx, 'actor'>): boolean => can(ctx, 'contacts:read-details')
