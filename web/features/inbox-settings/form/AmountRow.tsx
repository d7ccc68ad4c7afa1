import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { SettingsRow } from '../../../ui/layout/Settings.tsx'
import { useWords } from '../words.ts'

type Props = {
  title: string
  description: string
  unit: string
  typed: string
  onChange: (typed: string) => void
  limits: { from: number; to: number }
  wrong: boolean
}

export function AmountRow({ title, description, unit, typed, onChange, limits, wrong }: Props) {
  const say = useWords()
  return (
    <SettingsRow
      title={title}
      description={description}
      control={
        <Field label={title} hideLabel error={wrong ? say('range', limits) : null} className="w-40">
          <span className="flex items-center gap-2">
            <span className="w-20">
              <Input
                inputMode="decimal"
                autoComplete="off"
                value={typed}
                onChange={(event) => onChange(event.target.value)}
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
