import type { EventName } from '#contract/events.ts'
import { Checkbox } from '../../../ui/controls/Checkbox.tsx'
import { useWords as useActs } from '../../audit/acts/words.ts'
import { eventGroups } from '../events.ts'

type Props = { events: readonly EventName[]; onChange: (events: EventName[]) => void }

export function EventPicker({ events, onChange }: Props) {
  const acts = useActs()
  const set = (changed: readonly EventName[], wanted: boolean) => {
    const others = events.filter((each) => !changed.includes(each))
    onChange(wanted ? [...others, ...changed] : others)
  }
  return (
    <div className="flex flex-col divide-y divide-line-soft rounded-lg border border-line">
      {eventGroups.map(({ group, names }) => {
        const chosen = names.filter((name) => events.includes(name)).length
        const title = acts(`group.${group}`)
        return (
          <fieldset key={group} className="flex flex-col px-3 py-3">
            <legend className="sr-only">{title}</legend>
            <Checkbox
              label={<span className="font-semibold">{title}</span>}
              checked={chosen === names.length}
              indeterminate={chosen > 0 && chosen < names.length}
              onChange={(checked) => set(names, checked)}
            />
            <div className="mt-2 flex flex-col gap-2 pl-6 pointer-coarse:mt-0 pointer-coarse:gap-0">
              {names.map((name) => (
                <Checkbox
                  key={name}
                  label={<code className="font-mono text-xs break-all">{name}</code>}
                  checked={events.includes(name)}
                  onChange={(checked) => set([name], checked)}
                />
              ))}
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}
