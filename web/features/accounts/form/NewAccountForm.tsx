import { ExternalLink } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { NewAccount } from '#contract/accounts.ts'
import { useInSight } from '../../../app/pieces/act.ts'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { wrongAbout, wrongAsAWhole } from '../refusals.ts'
import { useWords } from '../words.ts'
import { blank, type Draft, slipsIn, wantedBy } from './draft.ts'
import { focusFirstWrong } from './focus.ts'
import { SecretField } from './SecretField.tsx'

type Props = { id: string; error: unknown; onSubmit: (wanted: NewAccount) => void }

const fields = ['name', 'businessId', 'accessToken', 'appSecret'] as const

export function NewAccountForm({ id, error, onSubmit }: Props) {
  const say = useWords()
  const [draft, setDraft] = useState(blank)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const top = useInSight<HTMLFormElement>(error)
  const slips = slipsIn(draft)
  const whole = wrongAsAWhole(error, fields)
  const note = (field: (typeof fields)[number]) =>
    tried && slips[field] ? say(`form.${slips[field]}`) : wrongAbout(error, field)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const wanted = wantedBy(draft)
    if (wanted) onSubmit(wanted)
    else focusFirstWrong(event.currentTarget)
  }
  return (
    <form ref={top} id={id} noValidate onSubmit={submit} className="flex flex-col gap-6 pt-1">
      {whole && <Callout tone="bad">{whole}</Callout>}
      <a
        href="https://developers.facebook.com/apps/"
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1.5 self-start text-sm font-medium text-accent hover:underline"
      >
        {say('form.atMeta')}
        <ExternalLink size={14} aria-hidden />
      </a>
      <Field label={say('form.name')} hint={say('form.nameHint')} error={note('name')}>
        <Input
          value={draft.name}
          placeholder={say('form.namePlaceholder')}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field label={say('form.id')} hint={say('form.idHint')} error={note('businessId')}>
        <Input
          value={draft.businessId}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ businessId: event.target.value })}
          className="tabular-nums"
        />
      </Field>
      <SecretField
        label={say('form.token')}
        hint={say('form.tokenHint')}
        error={note('accessToken')}
        value={draft.accessToken}
        onChange={(accessToken) => change({ accessToken })}
      />
      <SecretField
        label={say('form.secret')}
        aside={say('form.optional')}
        hint={say('form.secretHint')}
        error={note('appSecret')}
        value={draft.appSecret}
        onChange={(appSecret) => change({ appSecret })}
      />
    </form>
  )
}
