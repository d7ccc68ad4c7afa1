import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useShortcuts } from '../shortcuts.ts'
import { useWords } from './words.ts'

type Props = { children: ReactNode; className?: string | undefined }

/** Around a list: j and k, or the arrows once inside it, go from row to row; Enter opens, as on any button. */
export function RowKeys({ children, className }: Props) {
  const say = useWords()
  const list = useRef<HTMLDivElement>(null)
  const step = (by: number) => list.current && move(list.current, by)
  const group = say('lists')
  useShortcuts([
    { keys: 'j', label: say('next'), group, run: () => step(1) },
    { keys: 'k', label: say('previous'), group, run: () => step(-1) },
  ])
  const onKeyDown = (event: KeyboardEvent) => {
    const by = arrows[event.key]
    if (by === undefined || !isRow(event.target)) return
    event.preventDefault()
    step(by)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside it take the keys, this only hears them
    <div ref={list} onKeyDown={onKeyDown} className={className}>
      {children}
    </div>
  )
}

const arrows: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
const rows = 'tbody th[scope=row] button, button[data-row]'
const isRow = (target: EventTarget) => target instanceof Element && target.matches(rows)

function move(list: HTMLElement, by: number): void {
  const all = [...list.querySelectorAll<HTMLElement>(rows)]
  const at = all.findIndex((row) => row.matches(':focus'))
  const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
