import type { Ctx } from '#platform/context.ts'

/** Sends what waits on one number, in order within each conversation and no faster than it may. */
export async function drain(_ctx: Ctx, _numberId: string, _signal: AbortSignal): Promise<void> {}
