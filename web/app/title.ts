import { useEffect } from 'react'

/** "Campanhas · Prosa"; the inbox puts its unread count before it. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Prosa` : 'Prosa'
  }, [title])
}
