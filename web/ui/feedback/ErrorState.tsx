import { CloudAlert, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../controls/Button.tsx'
import type { Icon } from '../icon.ts'
import { EmptyState } from './EmptyState.tsx'

export type ErrorStateProps = {
  /** What happened. */
  title: string
  /** What is safe: nothing was lost, the draft is kept. */
  children?: ReactNode
  icon?: Icon | undefined
  retryLabel?: string | undefined
  onRetry?: (() => void) | undefined
  retrying?: boolean | undefined
  /** For whoever helps: a code or request number. */
  reference?: string | undefined
  compact?: boolean | undefined
}

export function ErrorState({
  title,
  children,
  icon = CloudAlert,
  retryLabel,
  onRetry,
  retrying,
  reference,
  compact,
}: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState
        icon={icon}
        tone="bad"
        title={title}
        compact={compact}
        action={
          onRetry && (
            <Button icon={RotateCw} onClick={onRetry} loading={retrying}>
              {retryLabel}
            </Button>
          )
        }
      >
        {children}
        {reference && <p className="mt-2 font-mono text-xs text-faint select-all">{reference}</p>}
      </EmptyState>
    </div>
  )
}
