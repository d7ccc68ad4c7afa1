import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { Select } from '../../../ui/controls/Select.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { type Expiry, expiries, expiryFrom } from '../expiry.ts'
import { useWords } from '../words.ts'

type Props = {
  choice: Expiry
  date: string
  onChange: (change: { expiry?: Expiry; date?: string }) => void
  error: string | null
}

export function ExpiryField({ choice, date, onChange, error }: Props) {
  const say = useWords()
  const format = useFormat()
  const ends = expiryFrom(choice, date, new Date())
  const hint =
    ends === null
      ? say('form.expiresNever')
      : ends && choice !== 'date' && say('form.expiresOn', { date: format.date(ends) })
  return (
    <div className="flex flex-col gap-3">
      <Field label={say('form.expiry')} hint={hint || undefined}>
        <Select
          value={choice}
          onChange={(value) => {
            const expiry = expiries.find((each) => each === value)
            if (expiry) onChange({ expiry })
          }}
          options={expiries.map((value) => ({ value, label: say(`form.expiryChoice.${value}`) }))}
        />
      </Field>
      {choice === 'date' && (
        <Field label={say('form.date')} error={error}>
          <Input
            type="date"
            value={date}
            onChange={(event) => onChange({ date: event.target.value })}
            className="w-44"
          />
        </Field>
      )}
    </div>
  )
}
