import { type FormEvent, useEffect, useState } from 'react'
import { Button } from '../../ui/controls/Button.tsx'
import { CodeInput } from '../../ui/controls/CodeInput.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { useWords } from './words.ts'

type Props = {
  error: string | null
  pending: boolean
  onCode: (code: string) => void
  onTyping: () => void
  submitLabel?: string
  /** The button as wide as the page. */
  wide?: boolean
}

/** Six digits and they are off: nobody has to press a button, and nobody has to wonder where it is. */
export function CodeForm({ error, pending, onCode, onTyping, submitLabel, wide }: Props) {
  const say = useWords()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  // A code that was refused is of no use: the next one is typed into empty cells.
  useEffect(() => {
    if (error) setCode('')
  }, [error])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (code.length === 6 && !pending) onCode(code)
  }
  const type = (digits: string) => {
    setCode(digits)
    if (digits) setTried(false)
    if (error && digits) onTyping()
  }
  const missing = tried && code.length < 6
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={say('factor.code')}
        hint={say('factor.codeHint')}
        error={error ?? (missing ? say('factor.codeMissing') : null)}
      >
        <CodeInput
          autoFocus
          value={code}
          onChange={type}
          onComplete={(digits) => !pending && onCode(digits)}
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        loading={pending}
        className={wide ? '' : 'self-start'}
      >
        {submitLabel ?? say('factor.confirm')}
      </Button>
    </form>
  )
}
