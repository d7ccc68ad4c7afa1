import { Copyable } from '../../../app/pieces/Copyable.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useWords } from '../words.ts'
import { isLoopback } from './loopback.ts'

type Props = { label: string; url: string; hint: string }

/** An address to hand over, and a word when it would not open where it goes. */
export function HandedLink({ label, url, hint }: Props) {
  const say = useWords()
  return (
    <>
      {isLoopback(url) && <Callout tone="warn">{say('handedLink.onlyHere')}</Callout>}
      <Copyable label={label} value={url} hint={hint} />
    </>
  )
}

/** Shown once: who closes by a slip is asked first. */
export function SureToLeave() {
  const say = useWords()
  return (
    <Callout tone="bad" title={say('handedLink.sure')}>
      {say('handedLink.sureWhy')}
    </Callout>
  )
}
