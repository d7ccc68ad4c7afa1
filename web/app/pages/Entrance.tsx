import type { ReactNode } from 'react'
import { Logo } from '../shell/Logo.tsx'

export type EntranceProps = {
  title: string
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
}

/** The sheet that people meet before they are in: sign in, second factor, a new password, the first administrator. */
export function Entrance({ title, description, children, footer }: EntranceProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-8 sm:justify-center">
      <div className="w-full max-w-95">
        <div className="mb-8 flex items-center gap-2.5">
          <Logo size={36} />
          <span className="text-xl font-semibold">Prosa</span>
        </div>
        <h1 className="text-2xl font-semibold text-balance">{title}</h1>
        {description && <p className="mt-1.5 text-base text-pretty text-quiet">{description}</p>}
        <div className="mt-6">{children}</div>
        {footer && <div className="mt-6 text-sm text-quiet">{footer}</div>}
      </div>
    </main>
  )
}
