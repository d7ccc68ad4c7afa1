import { type KeyboardEvent, useEffect, useState } from 'react'
import { Input } from '../../../ui/controls/Input.tsx'
import { useWords } from '../words.ts'

type Props = { value: string; onChange: (ip: string) => void }

/** A whole address is looked for, not a part: asked once it is finished, by Enter or by leaving. */
export function IpFilter({ value, onChange }: Props) {
  const say = useWords()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const ask = () => typed.trim() !== value && onChange(typed.trim())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') ask()
    if (event.key === 'Escape') setTyped(value)
  }
  return (
    <Input
      aria-label={say('filter.ip')}
      placeholder={say('filter.ip')}
      value={typed}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={ask}
      onKeyDown={onKeyDown}
      className="tabular-nums"
    />
  )
}
