import { createContext, useContext } from 'react'
import type { Language } from '../../app/i18n.ts'

export type Notice = 'passwordChanged' | 'joined'

/** What the pages before the door know together, for as long as somebody goes back and forth between them. */
export type Entrance = {
  /** Typed once, kept on every page. */
  email: string
  setEmail: (email: string) => void
  notice: Notice | undefined
  setNotice: (notice: Notice | undefined) => void
  /** Only what was chosen here, by hand. */
  chosenLanguage: Language | undefined
}

export const EntranceContext = createContext<Entrance | null>(null)

export function useEntrance(): Entrance {
  const entrance = useContext(EntranceContext)
  if (!entrance) throw new Error('this page belongs into EntranceLayout')
  return entrance
}
