import { type ReactNode, useEffect, useRef } from 'react'
import { useTitle } from '../../app/title.ts'

export type EntrancePageProps = { title: string; description?: ReactNode; children: ReactNode }

/** One page before the door: one question, one answer. */
export function EntrancePage({ title, description, children }: EntrancePageProps) {
  const head = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  // Where there is nothing to fill in, the title is where to begin.
  useEffect(() => {
    if (document.activeElement === document.body) head.current?.focus()
  }, [])
  return (
    <>
      <h1 ref={head} tabIndex={-1} className="text-2xl font-semibold text-balance outline-0">
        {title}
      </h1>
      {description && <p className="mt-1.5 text-base text-pretty text-quiet">{description}</p>}
      <div className="mt-6 flex flex-col gap-5">{children}</div>
    </>
  )
}

export const linkStyles = 'rounded-sm font-medium text-accent hover:underline'
