import type { Tabulation } from '#contract/conversations.ts'
import { tell, tellProblem } from '../../../app/http/notices.ts'
import { useWords } from '../words.ts'
import { useAdd, useRemove } from './tabulations.ts'

/**
 * For what stays on screen when the row goes. Taken back, it is a new one of the same name: conversations that were
 * closed with the old one keep that.
 */
export function useRemoving() {
  const say = useWords()
  const { mutate: remove } = useRemove()
  const { mutate: add } = useAdd()
  return (tabulation: Tabulation) => {
    const { name, description, active } = tabulation
    const undo = () => add({ name, description, active }, { onError: tellProblem })
    remove(tabulation, {
      onSuccess: () => tell(say('tabulation.removed', { name }), undo),
      onError: tellProblem,
    })
  }
}
