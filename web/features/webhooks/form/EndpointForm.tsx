import { type FormEvent, useState } from 'react'
import type { NewWebhookEndpoint, WebhookEndpoint } from '#contract/webhooks.ts'
import { ApiProblem } from '../../../app/api.ts'
import { explain } from '../../../app/http/explain.ts'
import { useInSight } from '../../../app/pieces/act.ts'
import { Field, FieldNotes } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { RadioGroup } from '../../../ui/controls/RadioGroup.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useWords } from '../words.ts'
import { draftOf, slipsIn, wantedBy } from './draft.ts'
import { EventPicker } from './EventPicker.tsx'

type Props = {
  id: string
  endpoint: WebhookEndpoint | null
  error: unknown
  onSubmit: (wanted: NewWebhookEndpoint) => void
}

export function EndpointForm({ id, endpoint, error, onSubmit }: Props) {
  const say = useWords()
  const [draft, setDraft] = useState(() => draftOf(endpoint))
  const [tried, setTried] = useState(false)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const top = useInSight<HTMLFormElement>(error)
  const slips = slipsIn(draft)
  const refused = useRefusal(error)
  const note = (slip: keyof typeof slips) => (tried && slips[slip] ? say(`form.${slips[slip]}`) : null)

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
      {refused.whole && <Callout tone="bad">{refused.whole}</Callout>}
      <Field label={say('form.url')} hint={say('form.urlHint')} error={note('url') ?? refused.url}>
        <Input
          type="url"
          inputMode="url"
          value={draft.url}
          placeholder="https://"
          autoComplete="off"
          onChange={(event) => change({ url: event.target.value })}
        />
      </Field>
      <Field label={say('form.description')} hint={say('form.descriptionHint')} error={note('about')}>
        <Input
          value={draft.description}
          placeholder={say('form.descriptionPlaceholder')}
          autoComplete="off"
          onChange={(event) => change({ description: event.target.value })}
        />
      </Field>
      <div className="flex flex-col gap-2">
        <RadioGroup
          boxed
          label={say('form.events')}
          value={draft.all ? 'all' : 'some'}
          onChange={(which) => change({ all: which === 'all' })}
          options={(['some', 'all'] as const).map((which) => ({
            value: which,
            label: say(`form.${which}`),
            hint: say(`form.${which}What`),
          }))}
        />
        <FieldNotes id={`${id}-events`} error={note('events')} />
        {!draft.all && (
          <div data-wrong={(tried && Boolean(slips.events)) || undefined}>
            <EventPicker events={draft.events} onChange={(events) => change({ events })} />
          </div>
        )}
      </div>
    </form>
  )
}

/** What the server would not take, beside the field where it is about one. */
function useRefusal(error: unknown): { url: string | null; whole: string | null } {
  const say = useWords()
  if (!error) return { url: null, whole: null }
  const problem = error instanceof ApiProblem ? error : null
  const code = problem?.field('/url')
  if (code) return { url: say(`form.${addressSlips[code] ?? 'urlBad'}`), whole: null }
  if (problem?.code === 'too_many_endpoints') return { url: null, whole: say('form.tooMany') }
  return { url: null, whole: explain(error) }
}

const addressSlips: Record<string, 'urlHttps' | 'urlPrivate' | 'urlCredentials'> = {
  https_needed: 'urlHttps',
  private_address: 'urlPrivate',
  credentials: 'urlCredentials',
}
