import type { ReactNode } from 'react'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { asClock, type Refusal, useSecondsUntil } from './refusal.ts'
import { useWords } from './words.ts'

type Props = {
  refusal: Refusal | undefined
  /** What to do while the account is locked. */
  whileLocked?: ReactNode
}

/** For what is not about a field. What is wrong with a field stands under it. */
export function RefusalNote({ refusal, whileLocked }: Props) {
  const say = useWords()
  const left = useSecondsUntil(refusal?.until)
  if (!refusal || refusal.wrong) return null
  if (refusal.until === undefined) return <Callout tone="bad">{refusal.text}</Callout>
  if (left === 0) return null
  return (
    <Callout tone="warn">
      {/* Said once: a clock that is read aloud every second says nothing. */}
      <p role="alert">{refusal.text}</p>
      <p aria-hidden className="mt-1 font-medium tabular-nums">
        {say('refused.remaining', { time: asClock(left) })}
      </p>
      {refusal.locked && whileLocked && <p className="mt-2">{whileLocked}</p>}
    </Callout>
  )
}
