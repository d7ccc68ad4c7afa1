import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '../classes.ts'
import { useFormat } from '../display/format.ts'

export type Tab<T extends string> = {
  value: T
  label: string
  count?: number | undefined
  disabled?: boolean | undefined
}

export type TabsProps<T extends string> = {
  label: string
  tabs: readonly Tab<T>[]
  value: T
  onChange: (value: T) => void
  /** What the chosen tab shows. Without it, name the list that the tabs filter by its id in `controls`. */
  children?: ReactNode
  controls?: string | undefined
  className?: string | undefined
  listClassName?: string | undefined
}

export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
  controls,
  className,
  listClassName,
}: TabsProps<T>) {
  const format = useFormat()
  return (
    // Radix hands back one of the values it was given.
    <Radix.Root value={value} onValueChange={(next) => onChange(next as T)} className={className}>
      <Radix.List aria-label={label} className={cn(tabListStyles, listClassName)}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            disabled={tab.disabled ?? false}
            // Radix points at a panel of its own; where there is none, that address would lead nowhere.
            {...(children === undefined && { 'aria-controls': controls })}
            className={cn(
              tabStyles,
              'data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink',
            )}
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="ml-1 text-xs font-normal text-faint tabular-nums">
                {format.number(tab.count)}
              </span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children !== undefined && (
        <Radix.Content value={value} className="focus-visible:outline-offset-4">
          {children}
        </Radix.Content>
      )}
    </Radix.Root>
  )
}

/** For links that are tabs: give the active one `activeTabStyles` and aria-current. */
export const tabListStyles = 'flex gap-0.5 overflow-x-auto border-b border-line px-3 [scrollbar-width:none]'
export const tabStyles =
  '-mb-px inline-flex shrink-0 items-baseline border-b-2 border-transparent px-2 pt-2 pb-2 text-sm whitespace-nowrap text-quiet transition-[color] hover:text-ink focus-visible:-outline-offset-2 disabled:opacity-50 pointer-coarse:py-3'
export const activeTabStyles = 'border-accent font-semibold text-ink'
