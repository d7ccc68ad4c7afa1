import { WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Spinner } from './Spinner.tsx'

export type OfflineBarProps = { children: ReactNode; retrying?: boolean | undefined; action?: ReactNode }

/** Takes its own line above the page and gives it back: nothing is covered, nothing is modal. */
export function OfflineBar({ children, retrying, action }: OfflineBarProps) {
  return (
    <div
      role="status"
      className="flex min-h-9 items-center justify-center gap-2 border-b border-warn-line bg-warn-tint px-4 py-1.5 text-sm"
    >
      {retrying ? (
        <Spinner size={16} className="text-warn" />
      ) : (
        <WifiOff size={16} aria-hidden className="text-warn" />
      )}
      <span>{children}</span>
      {action}
    </div>
  )
}
