import type { ReactNode } from 'react'
import type { Trouble } from '#contract/accounts.ts'
import { useFormat } from '../../../ui/display/format.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { detailOf, titleOf, todoOf } from './troubles.ts'
import { useWords } from './words.ts'

type Props = { trouble: Trouble; tone: 'bad' | 'warn'; children?: ReactNode; action?: ReactNode }

/** What is wrong, what to do about it, and what the provider itself says. */
export function TroubleNote({ trouble, tone, children, action }: Props) {
  useWords() // the sentences are in the language of now
  const format = useFormat()
  const detail = detailOf(trouble, format)
  return (
    <Callout tone={tone} title={titleOf(trouble.code)} action={action}>
      {children}
      <p>{todoOf(trouble)}</p>
      {detail && <p className="mt-1 text-xs break-words">{detail}</p>}
    </Callout>
  )
}
