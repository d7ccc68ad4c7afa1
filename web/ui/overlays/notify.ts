export type Notice = {
  title: string
  detail?: string | undefined
  tone?: 'plain' | 'good' | 'warn' | 'bad' | undefined
  action?: { label: string; run: () => void } | undefined
  closeLabel: string
  /** The same id replaces the notice in place instead of piling up. */
  id?: string | undefined
}

type Board = { show: (notice: Notice) => void; take: (id: string) => void }
let board: Board | null = null
let waiting: Notice[] = []

/** The board itself is loaded after the first paint; a notice that is early waits for it. */
export function notify(notice: Notice): void {
  if (board) board.show(notice)
  else waiting.push(notice)
}

export const dismiss = (id: string): void => board?.take(id)

export function hang(next: Board): () => void {
  board = next
  for (const notice of waiting) next.show(notice)
  waiting = []
  return () => {
    board = null
  }
}
