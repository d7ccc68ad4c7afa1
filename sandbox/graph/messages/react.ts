import { present, type Thread } from '../../world/threads.ts'
import type { World } from '../../world/world.ts'

const month = 30 * 24 * 3_600_000

/** Puts the emoji on the message, or says why it cannot be there. */
export function reactAsBusiness(
  world: World,
  thread: Thread,
  now: number,
  { message_id: of, emoji }: { message_id: string; emoji: string },
): string | null {
  const target = world.messages.find(of)
  if (!target || !thread.messages.includes(target))
    return 'The message to react to is not in this conversation'
  if (target.deletedAt !== undefined) return 'The message to react to was deleted'
  if (now - target.at > month) return 'The message to react to is older than 30 days'
  target.reactions = target.reactions.filter(({ by }) => by !== 'business')
  if (emoji) target.reactions.push({ by: 'business', emoji })
  if (target.customer)
    world.changes.tell({
      event: 'message',
      data: { customer: target.customer, number: target.number, message: present(target) },
    })
  return null
}
