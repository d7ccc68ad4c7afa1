import { type FormEvent, useState } from 'react'
import type { NewApiKey } from '#contract/api-keys.ts'
import type { Permission } from '#contract/permissions.ts'
import { ApiProblem } from '../../../app/api.ts'
import { explain } from '../../../app/http/explain.ts'
import { useInSight } from '../../../app/pieces/act.ts'
import { Field, FieldNotes } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { RadioGroup } from '../../../ui/controls/RadioGroup.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { type Expiry, expiryFrom } from '../expiry.ts'
import type { Reach } from '../permissions/permissions.ts'
import { ScopePicker } from '../permissions/ScopePicker.tsx'
import { useWords } from '../words.ts'
import { ExpiryField } from './ExpiryField.tsx'

type Props = { id: string; error: unknown; onSubmit: (wanted: NewApiKey) => void }
type Draft = { name: string; reach: Reach; scopes: Permission[]; expiry: Expiry; date: string }

const blank: Draft = { name: '', reach: 'read', scopes: [], expiry: 'year', date: '' }

export function NewKeyForm({ id, error, onSubmit }: Props) {
  const say = useWords()
  const [draft, setDraft] = useState(blank)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const wrong = useSlips(draft, error)
  const top = useInSight<HTMLFormElement>(error)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const wanted = wantedBy(draft)
    if (wanted) return onSubmit(wanted)
    const form = event.currentTarget
    window.requestAnimationFrame(() =>
      form.querySelector<HTMLElement>('[aria-invalid], [data-wrong] input')?.focus(),
    )
  }
  return (
    <form ref={top} id={id} noValidate onSubmit={submit} className="flex flex-col gap-6 pt-1">
      {wrong.whole && <Callout tone="bad">{wrong.whole}</Callout>}
      <Field label={say('form.name')} hint={say('form.nameHint')} error={tried ? wrong.name : null}>
        <Input
          value={draft.name}
          placeholder={say('form.namePlaceholder')}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <div className="flex flex-col gap-2">
        <RadioGroup
          boxed
          label={say('form.reach')}
          value={draft.reach}
          onChange={(reach) => change({ reach })}
          options={(['read', 'full', 'some'] as const).map((reach) => ({
            value: reach,
            label: say(`form.${reach}`),
            hint: say(`form.${reach}What`),
          }))}
        />
        <FieldNotes id={`${id}-scopes`} error={tried ? wrong.scopes : null} />
        {draft.reach === 'some' && (
          <div data-wrong={(tried && Boolean(wrong.scopes)) || undefined}>
            <ScopePicker scopes={draft.scopes} onChange={(scopes) => change({ scopes })} />
          </div>
        )}
      </div>
      <ExpiryField
        choice={draft.expiry}
        date={draft.date}
        onChange={change}
        error={tried ? wrong.date : null}
      />
    </form>
  )
}

function useSlips({ name, reach, scopes, expiry, date }: Draft, error: unknown) {
  const say = useWords()
  const problem = error instanceof ApiProblem ? error : null
  const beyond = problem?.field('/scopes') === 'beyond_own_permissions'
  const badDate = expiryFrom(expiry, date, new Date()) === undefined
  return {
    name: !name.trim() ? say('form.nameMissing') : name.trim().length > 120 ? say('form.nameLong') : null,
    scopes: beyond
      ? say('form.beyond')
      : reach === 'some' && scopes.length === 0
        ? say('form.someMissing')
        : null,
    date: badDate || problem?.field('/expiresAt') ? say(date ? 'form.datePast' : 'form.dateMissing') : null,
    whole: error && !beyond && !problem?.field('/expiresAt') ? explain(error) : null,
  }
}

/** Null while something is missing. */
function wantedBy({ name, reach, scopes, expiry, date }: Draft): NewApiKey | null {
  const expires = expiryFrom(expiry, date, new Date())
  const named = name.trim().length > 0 && name.trim().length <= 120
  if (!named || expires === undefined || (reach === 'some' && scopes.length === 0)) return null
  return {
    name: name.trim(),
    ...(reach === 'some' ? { scopes } : { preset: reach }),
    ...(expires && { expiresAt: expires.toISOString() }),
  }
}
