import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { Input } from '../../ui/controls/Input.tsx'
import { Kbd } from '../../ui/display/Kbd.tsx'
import { useShortcuts } from '../shortcuts.ts'
import { useWords } from './words.ts'

type Props = {
  label: string
  placeholder: string
  value: string
  onChange: (text: string) => void
  className?: string | undefined
}

const PAUSE = 250

/** Asks once the typing rests; "/" leads here from anywhere on the screen. */
export function ListSearch({ label, placeholder, value, onChange, className }: Props) {
  const say = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useRest(value, onChange)
  const clear = () => {
    setText('')
    input.current?.focus()
  }
  useShortcuts([{ keys: '/', label: say('search'), group: say('lists'), run: () => input.current?.select() }])
  return (
    <div className={className}>
      <Input
        ref={input}
        type="search"
        icon={Search}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        trailing={
          text === '' ? (
            <Kbd className="mr-1.5">/</Kbd>
          ) : (
            <IconButton icon={X} size="sm" tooltip={false} label={say('clearSearch')} onClick={clear} />
          )
        }
        className="[&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  )
}

/** What is typed is here at once, and out there after a rest. What changes out there (back, clear) is here at once. */
function useRest(value: string, onChange: (text: string) => void) {
  const [text, setText] = useState(value)
  const told = useRef(value)
  const tell = useRef(onChange)
  useEffect(() => {
    tell.current = onChange
  })
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text.trim() === told.current) return
    const timer = window.setTimeout(() => {
      told.current = text.trim()
      tell.current(told.current)
    }, PAUSE)
    return () => window.clearTimeout(timer)
  }, [text])
  return [text, setText] as const
}
