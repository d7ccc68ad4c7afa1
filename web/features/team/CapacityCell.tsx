import { type KeyboardEvent, useState } from 'react'
import type { Operator } from '#contract/team.ts'
import { tellWarning } from '../../app/http/notices.ts'
import { cn } from '../../ui/classes.ts'
import { Input } from '../../ui/controls/Input.tsx'
import { useSetCapacity } from './people.ts'
import { capacityOf } from './person/draft.ts'
import { tellWhyNot } from './refusals.ts'
import { useWords } from './words.ts'

/** Typed in its place: Enter or leaving the box keeps it, Escape brings back what was there. */
export function CapacityCell({ person }: { person: Operator }) {
  const say = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const setCapacity = useSetCapacity(person)
  const shown = String(person.capacity ?? 0)
  const wrong = typed !== null && capacityOf(typed) === null

  const keep = () => {
    setTyped(null)
    const wanted = typed === null ? null : capacityOf(typed)
    if (wrong) return tellWarning(say('capacityRange'))
    if (wanted !== null && wanted !== person.capacity) setCapacity.mutate(wanted, { onError: tellWhyNot })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') keep()
    if (event.key === 'Escape') setTyped(null)
  }
  return (
    <Input
      size="sm"
      inputMode="numeric"
      autoComplete="off"
      aria-label={say('capacityOf', { name: person.name })}
      aria-invalid={wrong || undefined}
      value={typed ?? shown}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
      className={cn(
        'ml-auto w-14 border-line text-right tabular-nums',
        setCapacity.isPending && 'opacity-60',
      )}
    />
  )
}
