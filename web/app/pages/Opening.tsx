import { Spinner } from '../../ui/feedback/Spinner.tsx'
import { useWords } from '../words.ts'

/** What is asked for takes longer than a second: somebody is on it. */
export function Opening() {
  const say = useWords()
  return (
    <div className="grid h-full min-h-60 place-items-center text-quiet">
      <Spinner size={28} label={say('loading')} />
    </div>
  )
}
