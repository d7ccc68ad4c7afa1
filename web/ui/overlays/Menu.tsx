import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { Fragment, type ReactNode } from 'react'
import { cn } from '../classes.ts'
import { Kbd } from '../display/Kbd.tsx'
import type { Icon } from '../icon.ts'

export type MenuAction = {
  label: string
  onSelect: () => void
  icon?: Icon | undefined
  hint?: string | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
  /** Given, the entry is one that can be ticked. */
  checked?: boolean | undefined
}
export type MenuEntry = MenuAction | { heading: string } | 'separator'

export type MenuProps = {
  trigger: ReactNode
  entries: readonly (MenuEntry | false | null | undefined)[]
  label?: string | undefined
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined
  align?: 'start' | 'center' | 'end' | undefined
  /** Above the entries: who is signed in, what is selected. */
  header?: ReactNode
}

export function Menu({ trigger, entries, label, side = 'bottom', align = 'end', header }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className={cn(
            floatStyles,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto p-1',
          )}
        >
          {header && <div className="mb-1 border-b border-line px-2 pt-1 pb-2">{header}</div>}
          {entries.map((entry, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu is drawn anew each time it opens
            <Fragment key={at}>{entry && line(entry)}</Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function line(entry: MenuEntry) {
  if (entry === 'separator') return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
  if ('heading' in entry) {
    return (
      <Radix.Label className="px-2 pt-1.5 pb-1 text-xs font-semibold text-quiet">{entry.heading}</Radix.Label>
    )
  }
  const { label, onSelect, icon: Icon, hint, danger, disabled = false, checked } = entry
  const className = cn(itemStyles, danger && 'text-bad data-highlighted:bg-bad-tint')
  const inside = (
    <>
      {Icon && <Icon size={16} aria-hidden className={danger ? '' : 'text-quiet'} />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {checked && <Check size={16} aria-hidden className="text-accent" />}
      {hint && <Kbd>{hint}</Kbd>}
    </>
  )
  if (checked === undefined) {
    return (
      <Radix.Item className={className} disabled={disabled} onSelect={onSelect}>
        {inside}
      </Radix.Item>
    )
  }
  return (
    <Radix.CheckboxItem className={className} disabled={disabled} checked={checked} onSelect={onSelect}>
      {inside}
    </Radix.CheckboxItem>
  )
}

const itemStyles =
  'flex h-8 cursor-pointer items-center gap-2 rounded-[6px] px-2 text-sm outline-0 select-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:opacity-50 pointer-coarse:h-11'

/** What floats above the page: surface, a soft shadow, no border of its own. */
export const floatStyles =
  'z-50 animate-appear rounded-lg bg-surface text-ink shadow-float data-[state=closed]:animate-vanish'
