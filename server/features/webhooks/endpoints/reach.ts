import type { Ctx } from '#platform/context.ts'
import { authorize } from '#platform/policy.ts'

/** Events carry what they are about: nobody is sent what they could not read here. */
export function assertMayRead(ctx: Ctx, events: readonly string[]): void {
  const tells = (...of: string[]) =>
    events.some((event) => event === '*' || of.some((subject) => event.startsWith(`${subject}.`)))
  if (tells('message', 'conversation', 'media')) authorize(ctx, 'conversations:read-all')
  if (tells('contact')) authorize(ctx, 'contacts:read')
}
