import { notify } from '../../ui/overlays/notify.ts'
import { say } from '../words.ts'
import { explain } from './explain.ts'

/** It is done; `undo` takes it back for as long as the notice is there. */
export const tell = (title: string, undo?: () => void) =>
  notify({
    title,
    tone: 'good',
    closeLabel: say('close'),
    ...(undo && { action: { label: say('undo'), run: undo } }),
  })

export const tellProblem = (error: unknown) =>
  notify({ title: explain(error), tone: 'bad', closeLabel: say('close'), id: 'problem' })

export const tellWarning = (title: string) => notify({ title, tone: 'warn', closeLabel: say('close') })
