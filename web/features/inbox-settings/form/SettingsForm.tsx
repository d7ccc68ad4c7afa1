import { type FormEvent, useState } from 'react'
import type { InboxSettings } from '#contract/inbox-settings.ts'
import { explain } from '../../../app/http/explain.ts'
import { tell } from '../../../app/http/notices.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { SettingsSection } from '../../../ui/layout/Settings.tsx'
import { useSaveSettings } from '../settings.ts'
import { useWords } from '../words.ts'
import { AmountRow } from './AmountRow.tsx'
import { changeFrom, type Draft, daysIn, draftOf, limits, silenceIn } from './draft.ts'
import { GreetingRow } from './GreetingRow.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'

export function SettingsForm({ settings }: { settings: InboxSettings }) {
  const say = useWords()
  const format = useFormat()
  const save = useSaveSettings()
  // As it was when the editing began, so that a refresh behind it does not undo what is typed.
  const [before, setBefore] = useState(settings)
  const [draft, setDraft] = useState(() => draftOf(settings, format))
  const change = changeFrom(before, draft)
  const dirty = change === null || Object.keys(change).length > 0
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const begin = (from: InboxSettings) => {
    setBefore(from)
    setDraft(draftOf(from, format))
  }
  const saved = (after: InboxSettings) => {
    begin(after)
    tell(say('saved'))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (change && dirty && !save.isPending) return save.mutate(change, { onSuccess: saved })
    event.currentTarget.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }
  return (
    <form noValidate onSubmit={submit}>
      <SettingsSection title={say('arriving')} description={say('arrivingWhy')}>
        <GreetingRow greeting={draft.greeting} onChange={(greeting) => set({ greeting })} />
        <AmountRow
          title={say('silence')}
          description={say('silenceWhy')}
          unit={say('seconds')}
          typed={draft.silence}
          onChange={(silence) => set({ silence })}
          limits={limits.silence}
          wrong={silenceIn(draft) === null}
        />
        <AmountRow
          title={say('keep')}
          description={say('keepWhy')}
          unit={say('days')}
          typed={draft.days}
          onChange={(days) => set({ days })}
          limits={limits.days}
          wrong={daysIn(draft) === null}
        />
        {save.error && (
          <div className="px-4 py-3">
            <Callout tone="bad">{explain(save.error)}</Callout>
          </div>
        )}
        {/* Always there, so that nothing moves when the first change is made. */}
        <div className="flex flex-wrap items-center justify-end gap-2 px-4 py-3">
          <p role="status" className="min-w-0 flex-1 text-sm text-quiet">
            {dirty && say('unsaved')}
          </p>
          <Button disabled={!dirty || save.isPending} onClick={() => begin(before)}>
            {say('discard')}
          </Button>
          <Button type="submit" variant="primary" disabled={!dirty} loading={save.isPending}>
            {say('save')}
          </Button>
        </div>
      </SettingsSection>
      <LeaveGuard dirty={dirty && !save.isPending} />
    </form>
  )
}
