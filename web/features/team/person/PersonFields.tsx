import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { RadioGroup } from '../../../ui/controls/RadioGroup.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { roles } from '../filters.ts'
import { useWords } from '../words.ts'
import type { Draft, DraftErrors } from './draft.ts'

type Props = {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  errors: DraftErrors
  /** What the change of a field brings along. */
  emailNote?: string | undefined
  roleNote?: string | undefined
}

export function PersonFields({ draft, onChange, errors, emailNote, roleNote }: Props) {
  const say = useWords()
  return (
    <div className="flex flex-col gap-5">
      <Field label={say('form.name')} error={errors.name}>
        <Input
          value={draft.name}
          autoComplete="off"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Field label={say('form.email')} hint={emailNote ?? say('form.emailHint')} error={errors.email}>
        <Input
          type="email"
          value={draft.email}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange({ email: event.target.value })}
        />
      </Field>
      <div className="flex flex-col gap-2">
        <RadioGroup
          boxed
          label={say('form.role')}
          value={draft.role}
          onChange={(role) => onChange({ role })}
          options={leastFirst.map((role) => ({
            value: role,
            label: say(`role.${role}`),
            hint: say(`roleWhat.${role}`),
          }))}
        />
        {roleNote && <Callout tone="warn">{roleNote}</Callout>}
      </div>
      <Field label={say('form.capacity')} hint={say('form.capacityHint')} error={errors.capacity}>
        <Input
          inputMode="numeric"
          value={draft.capacity}
          autoComplete="off"
          className="w-24 tabular-nums"
          onChange={(event) => onChange({ capacity: event.target.value })}
        />
      </Field>
    </div>
  )
}

// The one that fits most people comes first, the one that may do everything last.
const leastFirst = [...roles].reverse()
