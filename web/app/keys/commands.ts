import { useEffect, useRef } from 'react'
import type { Icon } from '../../ui/icon.ts'

export type Command = {
  id: string
  label: string
  group: string
  icon?: Icon | undefined
  /** Other words people may type for it. */
  keywords?: readonly string[] | undefined
  /** Its shortcut, as in shortcuts.ts. */
  keys?: string | undefined
  run: () => void
}

const lists = new Set<{ current: readonly Command[] }>()

/** A screen's own commands, in the palette while the screen is open. */
export function useCommands(commands: readonly Command[]): void {
  const list = useRef(commands)
  useEffect(() => {
    list.current = commands
  })
  useEffect(() => {
    lists.add(list)
    return () => void lists.delete(list)
  }, [])
}

/** The screen in front first. */
export const allCommands = () => [...lists].reverse().flatMap((list) => list.current)
