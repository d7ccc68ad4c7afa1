import { type Person, threadOf } from '../world/customers.ts'
import { type Kept, present } from '../world/threads.ts'
import type { World } from '../world/world.ts'
import { Problem } from './problem.ts'
import type { MessageInput } from './shape.ts'

/** Reactions, edits and deletions are seen on the message that they are about, not as one of their own. */
export function changeEarlier(world: World, person: Person, message: MessageInput, kept: Kept): boolean {
  const { reaction, edit, revoke } = message
  const of = (reaction ?? edit ?? revoke)?.of
  if (of === undefined) return false
  const target = threadOf(person, message.number).messages.find(({ id }) => id === of)
  if (!target) throw new Problem(404, 'There is no such message in this chat')
  if (target.deletedAt !== undefined) throw new Problem(409, 'This message was deleted')
  if (reaction) react(target, reaction.emoji)
  else if (target.direction === 'out') throw new Problem(409, 'This message is not of the customer')
  else if (edit) change(target, edit.text, kept.at)
  else target.deletedAt = kept.at
  world.changes.tell({
    event: 'message',
    data: { customer: person.id, number: message.number, message: present(target) },
  })
  return true
}

function react(target: Kept, emoji: string | undefined): void {
  target.reactions = target.reactions.filter(({ by }) => by !== 'customer')
  if (emoji) target.reactions.push({ by: 'customer', emoji })
}

function change(target: Kept, text: string, at: number): void {
  if (target.type !== 'text' && !target.media) throw new Problem(409, 'This message has no words to change')
  target.content = { ...target.content, [target.type === 'text' ? 'body' : 'caption']: text }
  target.editedAt = at
}
