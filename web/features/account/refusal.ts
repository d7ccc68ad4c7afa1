import { useEffect, useState } from 'react'
import { ApiProblem } from '../../app/api.ts'
import { explain } from '../../app/http/explain.ts'
import { useFormat } from '../../ui/display/format.ts'
import { useWords } from './words.ts'

export type Refusal = {
  text: string
  /** Wrong, as opposed to not now or not possible: the person looks at what they typed. */
  wrong: boolean
  locked: boolean
  /** When it is worth trying again. */
  until: number | undefined
}

/** Why somebody was not believed, in one sentence. */
export function useRefusal(error: unknown): Refusal | undefined {
  const say = useWords()
  const format = useFormat()
  if (!error) return undefined
  const plain = { wrong: false, locked: false, until: undefined }
  if (!(error instanceof ApiProblem)) return { ...plain, text: explain(error) }
  if (error.code === 'wrong_credentials') return { ...plain, wrong: true, text: say('refused.credentials') }
  // The door answers with the code itself, one's own settings with the field that is wrong.
  if (has(error, 'wrong_password')) return { ...plain, wrong: true, text: say('password.wrong') }
  if (has(error, 'wrong_code')) return { ...plain, wrong: true, text: say('refused.code') }
  if (error.code === 'cross_site') return { ...plain, text: say('refused.address') }
  if (error.retryAfter && (error.status === 423 || error.status === 429)) {
    const locked = error.status === 423
    const wait = format.duration(roundedUp(error.retryAfter) * 1000)
    const text = say(locked ? 'refused.locked' : 'refused.tooMany', { wait })
    return { wrong: false, locked, until: untilOf(error), text }
  }
  return { ...plain, text: explain(error) }
}

const has = (problem: ApiProblem, code: string) =>
  problem.code === code || problem.errors.some((error) => error.code === code)

// To the whole minute above: "14 min" would be a promise that breaks a minute early.
const roundedUp = (seconds: number) => (seconds > 60 ? Math.ceil(seconds / 60) * 60 : seconds)

/** Counted from when the answer came, however often the page is drawn. */
const arrivals = new WeakMap<ApiProblem, number>()
function untilOf(error: ApiProblem): number {
  const arrived = arrivals.get(error) ?? Date.now()
  arrivals.set(error, arrived)
  return arrived + (error.retryAfter ?? 0) * 1000
}

/** Whole seconds that are left, counting down; 0 when it is time. */
export function useSecondsUntil(until: number | undefined): number {
  const [now, setNow] = useState(Date.now)
  const left = until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
  const over = left === 0
  useEffect(() => {
    if (until === undefined || over) return
    setNow(Date.now())
    const timer = window.setInterval(() => setNow(Date.now()), 1000)
    return () => window.clearInterval(timer)
  }, [until, over])
  return left
}

/** 854 → "14:14". */
export const asClock = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
