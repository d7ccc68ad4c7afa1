import { startMessage } from '../composer/context.ts'
import { h } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { say, type Word } from '../language.ts'
import { chosenNumber } from '../state.ts'

/** What an empty chat offers: first words that somebody might really write. */
export function buildStarters(): Node[] {
  const name = chosenNumber()?.name ?? say('business')
  const starters = (['starter1', 'starter2', 'starter3'] satisfies Word[]).map((word) => {
    const words = say(word)
    return h('button', { type: 'button', class: 'starter', onclick: () => startMessage(words) }, words)
  })
  return [
    h('span', { class: 'empty-mark' }, icon('chat', 28)),
    h('h2', {}, say('emptyTitle', { name })),
    h('p', {}, say('emptyWhy')),
    h('div', { class: 'starters' }, ...starters),
  ]
}
