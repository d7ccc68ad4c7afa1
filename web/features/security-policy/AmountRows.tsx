import { type ReactNode, useId } from 'react'
import { useLast } from '../../app/pieces/act.ts'
import { Field } from '../../ui/controls/Field.tsx'
import { Input } from '../../ui/controls/Input.tsx'
import { Select } from '../../ui/controls/Select.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { SettingsRow } from '../../ui/layout/Settings.tsx'
import {
  countOf,
  inWords,
  minutesOf,
  type PolicyDraft,
  type PolicyField,
  rangeIn,
  type Unit,
} from './policy.ts'
import { useWords } from './words.ts'

export type RowProps = { draft: PolicyDraft; onChange: (change: Partial<PolicyDraft>) => void }

type DurationProps = RowProps & {
  field: 'idle' | 'absolute' | 'lock'
  units: readonly Unit[]
  /** What the time means, in a sentence. */
  what: (time: string) => string
  note?: ReactNode
}

export function DurationRow({ field, units, what, note, draft, onChange }: DurationProps) {
  const say = useWords()
  const format = useFormat()
  const amount = draft[field]
  const minutes = minutesOf(amount, field)
  const error = useRangeError(field, minutes, amount.unit)
  const lastGood = useLast(minutes)
  const unitId = useId()
  const unitLabel = say('unitOf', { field: say(field) })
  return (
    <SettingsRow
      title={say(field)}
      description={lastGood !== null && what(inWords(lastGood, format))}
      control={
        <Field label={say('amountOf', { field: say(field) })} hideLabel error={error} className="w-52">
          <span className="flex gap-2">
            <span className="w-20">
              <Input
                inputMode="numeric"
                autoComplete="off"
                value={amount.typed}
                onChange={(event) => onChange({ [field]: { ...amount, typed: event.target.value } })}
                className="text-right tabular-nums"
              />
            </span>
            <span className="flex-1">
              <Select
                // The field is that of the number; this one has a name of its own.
                id={unitId}
                aria-label={unitLabel}
                value={amount.unit}
                onChange={(unit) => {
                  const chosen = units.find((each) => each === unit)
                  if (chosen) onChange({ [field]: { ...amount, unit: chosen } })
                }}
                options={units.map((unit) => ({ value: unit, label: say(`unit.${unit}`) }))}
              />
            </span>
          </span>
        </Field>
      }
    >
      {note}
    </SettingsRow>
  )
}

type CountProps = RowProps & {
  field: 'lockAfter' | 'length'
  unit: string
  what: (count: number) => string
}

export function CountRow({ field, unit, what, draft, onChange }: CountProps) {
  const say = useWords()
  const count = countOf(draft[field], field)
  const lastGood = useLast(count)
  const error = useRangeError(field, count)
  return (
    <SettingsRow
      title={say(field)}
      description={lastGood !== null && what(lastGood)}
      control={
        <Field label={say('amountOf', { field: say(field) })} hideLabel error={error} className="w-52">
          <span className="flex items-center gap-2">
            <span className="w-20">
              <Input
                inputMode="numeric"
                autoComplete="off"
                value={draft[field]}
                onChange={(event) => onChange({ [field]: event.target.value })}
                className="text-right tabular-nums"
              />
            </span>
            <span className="text-sm text-quiet">{unit}</span>
          </span>
        </Field>
      }
    />
  )
}

function useRangeError(field: PolicyField, value: number | null, unit?: Unit): string | null {
  const say = useWords()
  const format = useFormat()
  if (value !== null) return null
  const { from, to } = rangeIn(field, unit)
  return say('range', { from: format.number(from), to: format.number(to) })
}
