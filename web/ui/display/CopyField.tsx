import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cn } from '../classes.ts'
import { Button } from '../controls/Button.tsx'
import { copyText } from './clipboard.ts'

export type CopyFieldProps = {
  label: string
  value: string
  copyLabel: string
  copiedLabel: string
  /** When copying is forbidden by the browser: tells to select and copy by hand. */
  failedLabel: string
  /** "Guarde agora: este valor não aparece de novo." */
  hint?: string | undefined
  className?: string | undefined
}

/** A key, a secret or an address that leaves by the clipboard. */
export function CopyField({
  label,
  value,
  copyLabel,
  copiedLabel,
  failedLabel,
  hint,
  className,
}: CopyFieldProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (!outcome) return
    const timer = window.setTimeout(() => setOutcome(null), 2500)
    return () => window.clearTimeout(timer)
  }, [outcome])

  const copy = async () => setOutcome((await copyText(value)) ? 'copied' : 'failed')

  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <span className="text-sm font-medium">{label}</span>
      <div className="flex min-w-0 items-center gap-2 rounded-md border border-line bg-sunken p-1 pl-2.5">
        {/* What scrolls must be reachable without a mouse. */}
        <code
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long value scrolls, and the keyboard must get at it
          tabIndex={0}
          className="min-w-0 flex-1 overflow-x-auto font-mono text-sm whitespace-nowrap select-all"
        >
          {value}
        </code>
        <Button size="sm" icon={outcome === 'copied' ? Check : Copy} onClick={copy}>
          {outcome === 'copied' ? copiedLabel : copyLabel}
        </Button>
      </div>
      {hint && <p className="text-xs text-quiet">{hint}</p>}
      <p role="status" className={outcome === 'failed' ? 'text-xs text-bad' : 'sr-only'}>
        {outcome === 'copied' ? copiedLabel : outcome === 'failed' ? failedLabel : ''}
      </p>
    </div>
  )
}
