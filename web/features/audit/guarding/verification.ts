import { useEffect, useRef, useState } from 'react'
import type { AuditVerification } from '#contract/audit.ts'
import { ApiProblem, api } from '../../../app/api.ts'

export type Walk = {
  /** `waiting`: the server asked for a pause; `stopped`: by hand or by a failure, and can go on. */
  state: 'running' | 'waiting' | 'stopped' | 'ok' | 'broken'
  checked: number
  /** The last place reached; the server goes on from there. */
  after: number | null
  brokenAtSeq: number | null
  error: unknown
}

export const start: Walk = { state: 'running', checked: 0, after: null, brokenAtSeq: null, error: null }

/** The chain is walked in batches of a few seconds, as many as it takes, and can be taken up where it was left. */
export function useVerification(active: boolean, onEnd: (walk: Walk) => void) {
  const [walk, setWalk] = useState(start)
  // Where to set out from; null while it rests.
  const [from, setFrom] = useState<Walk | null>(start)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (!active || !from) return
    const stop = new AbortController()
    void follow(from, setWalk, stop.signal).then((last) => {
      if (last?.state === 'ok' || last?.state === 'broken') end.current(last)
    })
    return () => stop.abort()
  }, [active, from])
  const set = (next: Walk) => {
    setWalk(next)
    setFrom(next.state === 'running' ? next : null)
  }
  return {
    walk,
    stop: () => set({ ...walk, state: 'stopped' }),
    resume: () => set({ ...walk, state: 'running', error: null }),
    again: () => set({ ...start }),
  }
}

/** From where it stands to the end, or until it is stopped; says each step. */
async function follow(from: Walk, say: (walk: Walk) => void, signal: AbortSignal): Promise<Walk | null> {
  let walk = from
  while (walk.state === 'running') {
    try {
      walk = afterBatch(walk, await verifyAfter(walk.after, signal))
    } catch (error) {
      if (signal.aborted) return null
      const seconds = pauseAskedBy(error)
      if (seconds === null) walk = { ...walk, state: 'stopped', error }
      else {
        say({ ...walk, state: 'waiting' })
        await wait(seconds * 1000, signal)
      }
    }
    if (signal.aborted) return null
    say(walk)
  }
  return walk
}

export function afterBatch(walk: Walk, batch: AuditVerification): Walk {
  const checked = walk.checked + batch.checked
  if (!batch.ok) return { ...walk, checked, state: 'broken', brokenAtSeq: batch.brokenAtSeq }
  return { ...walk, checked, state: batch.complete ? 'ok' : 'running', after: batch.next ?? walk.after }
}

const verifyAfter = (after: number | null, signal: AbortSignal) =>
  api.get<AuditVerification>('/audit/verification', { query: { after }, signal })

const pauseAskedBy = (error: unknown) =>
  error instanceof ApiProblem && error.status === 429 ? (error.retryAfter ?? 5) : null

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer)
      resolve()
    })
  })
}
