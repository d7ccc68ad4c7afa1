import type { ThreadMessage } from '../../api.ts'
import { beginEdit, beginReply } from '../composer/context.ts'
import { quickReactions } from '../composer/emoji.ts'
import { forward, react, sendDraft } from '../composer/outbox.ts'
import { h } from '../dom/h.ts'
import { type MenuItem, openMenu } from '../dom/menu.ts'
import { tell } from '../dom/toast.ts'
import { say } from '../language.ts'
import { now } from '../state.ts'
import { preview } from '../text/preview.ts'
import { fields, text } from '../wire/unknown.ts'

/** WhatsApp's own terms: fifteen minutes to edit, two days and a bit to delete for everybody. */
const editable = 15 * 60_000
const deletable = 60 * 3_600_000

export function openMessageMenu(
  anchor: Element,
  message: ThreadMessage,
  at?: { x: number; y: number },
): void {
  const mine = message.direction === 'in'
  const age = now() - message.at
  const items: MenuItem[] = [{ label: say('reply'), icon: 'reply', run: () => beginReply(message) }]
  const words = preview(message).words
  if (message.type === 'text')
    items.push({ label: say('copy'), icon: 'copy', run: () => void copy(text(fields(message.content).body)) })
  items.push({ label: say('forward'), icon: 'forward', run: () => void forward(message) })
  if (mine && message.type === 'text' && age < editable)
    items.push({ label: say('edit'), icon: 'pencil', run: () => beginEdit(message) })
  if (mine && age < deletable)
    items.push({
      label: say('deleteForAll'),
      icon: 'trash',
      bad: true,
      run: () => void sendDraft(words, { revoke: { of: message.id } }),
    })
  openMenu(anchor, say('messageMenu'), items, { top: reactionRow(message), ...(at && { at }) })
}

function reactionRow(message: ThreadMessage): HTMLElement[] {
  const own = message.reactions.find(({ by }) => by === 'customer')?.emoji
  return quickReactions.map((emoji) => {
    const taken = own === emoji
    const button = h(
      'button',
      {
        type: 'button',
        role: 'menuitemcheckbox',
        class: 'react',
        tabindex: -1,
        'aria-checked': String(taken),
        'aria-label': say('reactWith', { emoji }),
      },
      emoji,
    )
    button.addEventListener('click', () => void react(message, taken ? '' : emoji))
    return button
  })
}

async function copy(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words)
    tell(say('copied'))
  } catch {
    tell(say('notCopied'), 'bad')
  }
}
