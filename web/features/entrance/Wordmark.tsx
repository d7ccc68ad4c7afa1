import { Logo } from '../../app/shell/Logo.tsx'
import { cn } from '../../ui/classes.ts'

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn('flex items-center gap-2.5', className)}>
      <Logo size={32} />
      <span className="text-lg font-semibold">Prosa</span>
    </span>
  )
}
