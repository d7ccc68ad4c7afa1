import { ApiProblem } from '../../app/api.ts'
import { explain } from '../../app/http/explain.ts'
import { say as shell } from '../../app/words.ts'
import { notify } from '../../ui/overlays/notify.ts'
import { pt, say } from './words.ts'

type Known = keyof typeof pt.refused

/** Why the server would not, in the words of this screen. */
export const whyNot = (error: unknown): string =>
  error instanceof ApiProblem && isKnown(error.code) ? say(`refused.${error.code}`) : explain(error)

export const tellWhyNot = (error: unknown): void =>
  notify({ title: whyNot(error), tone: 'bad', closeLabel: shell('close'), id: 'problem' })

const isKnown = (code: string): code is Known => code in pt.refused
