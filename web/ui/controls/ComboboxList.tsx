import { Command } from 'cmdk'
import { Check, Search } from 'lucide-react'
import { useState } from 'react'
import { cn } from '../classes.ts'
import { Spinner } from '../feedback/Spinner.tsx'
import type { ComboboxOption } from './Combobox.tsx'
import { plain } from './plain.ts'

type Props = {
  options: readonly ComboboxOption[]
  chosen: readonly string[]
  onChoose: (value: string) => void
  searchLabel: string
  emptyLabel: string
  loading?: boolean | undefined
  onSearch?: ((text: string) => void) | undefined
}

export default function ComboboxList({
  options,
  chosen,
  onChoose,
  searchLabel,
  emptyLabel,
  loading,
  onSearch,
}: Props) {
  // What the server found comes late, and cmdk would leave Enter with nothing to choose.
  const [pointed, setPointed] = useState('')
  const active = options.some(({ value }) => value === pointed) ? pointed : (options[0]?.value ?? '')
  return (
    <Command
      label={searchLabel}
      value={active}
      onValueChange={setPointed}
      shouldFilter={!onSearch}
      filter={(_, text, keywords) => (plain(keywords?.join(' ') ?? '').includes(plain(text)) ? 1 : 0)}
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        {loading ? <Spinner size={16} /> : <Search size={16} aria-hidden className="text-faint" />}
        <Command.Input
          autoFocus
          placeholder={searchLabel}
          {...(onSearch && { onValueChange: onSearch })}
          className="h-9 min-w-0 flex-1 bg-transparent text-base outline-0 pointer-coarse:h-11 pointer-coarse:text-lg"
        />
      </div>
      <Command.List className="max-h-64 overflow-y-auto p-1">
        {!loading && (
          <Command.Empty className="px-3 py-6 text-center text-sm text-quiet">{emptyLabel}</Command.Empty>
        )}
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            disabled={option.disabled ?? false}
            keywords={[option.label, option.detail ?? '', ...(option.keywords ?? [])]}
            onSelect={() => onChoose(option.value)}
            className={optionStyles}
          >
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate">{option.label}</span>
              {option.detail && <span className="truncate text-xs text-quiet">{option.detail}</span>}
            </span>
            <Check
              size={16}
              aria-hidden
              className={cn('text-accent', !chosen.includes(option.value) && 'invisible')}
            />
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}

const optionStyles =
  'flex min-h-8 cursor-pointer items-center gap-2 rounded-[6px] px-2 py-1 text-sm data-[selected=true]:bg-hover data-[disabled=true]:cursor-not-allowed data-[disabled=true]:opacity-50 pointer-coarse:min-h-11'
