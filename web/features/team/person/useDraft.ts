import { type FormEvent, useState } from 'react'
import { type Draft, type DraftErrors, fieldRefusals, isEmpty, slips } from './draft.ts'

/** A form about a person: errors show once it was submitted, and each goes when its field is mended. */
export function useDraft(start: Draft, refusal: unknown, send: (draft: Draft) => void) {
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const refused = Object.entries(fieldRefusals(refusal)).filter(([field]) => !touched.has(field))
  const errors: DraftErrors = { ...Object.fromEntries(refused), ...(tried && slips(draft)) }
  return {
    draft,
    errors,
    change: (change: Partial<Draft>) => {
      setDraft({ ...draft, ...change })
      setTouched(new Set([...touched, ...Object.keys(change)]))
    },
    submit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      setTried(true)
      setTouched(new Set())
      if (isEmpty(slips(draft))) return send(draft)
      const form = event.currentTarget
      // The errors stand there only after the next paint.
      window.requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
    },
    startAgain: () => {
      setDraft(start)
      setTried(false)
      setTouched(new Set())
    },
  }
}
