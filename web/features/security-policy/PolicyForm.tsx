import { useBlocker, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { SecuritySettings } from '#contract/team.ts'
import { explain } from '../../app/http/explain.ts'
import { tell } from '../../app/http/notices.ts'
import { Confirm } from '../../app/pieces/Confirm.tsx'
import { ENROL } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { SettingsSection } from '../../ui/layout/Settings.tsx'
import { CountRow, DurationRow } from './AmountRows.tsx'
import { changeFrom, draftOf, type PolicyDraft, settingsOf } from './policy.ts'
import { RequiredFor } from './RequiredFor.tsx'
import { SessionRows } from './SessionRows.tsx'
import { useSavePolicy } from './settings.ts'
import { useWords } from './words.ts'

export function PolicyForm({ settings }: { settings: SecuritySettings }) {
  const say = useWords()
  // As it was when the editing began, so that a refresh behind it does not undo what is typed.
  const [before, setBefore] = useState(settings)
  const [draft, setDraft] = useState(() => draftOf(settings))
  const save = useSaving((saved) => {
    setBefore(saved)
    setDraft(draftOf(saved))
  })
  const after = settingsOf(draft)
  const change = after && changeFrom(before, after)
  const dirty = change === null || Object.keys(change).length > 0
  const set = (part: Partial<PolicyDraft>) => setDraft({ ...draft, ...part })
  const props = { draft, onChange: set }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (change && dirty && !save.isPending) return save.mutate(change)
    event.currentTarget.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      <SettingsSection title={say('sessions')} description={say('sessionsWhy')}>
        <SessionRows before={before} {...props} />
      </SettingsSection>
      <SettingsSection title={say('attempts')} description={say('attemptsWhy')}>
        <CountRow
          field="lockAfter"
          what={(count) => say('lockAfterWhat', { count })}
          unit={say('times')}
          {...props}
        />
        <DurationRow
          field="lock"
          units={['minute', 'hour']}
          what={(time) => say('lockWhat', { time })}
          {...props}
        />
      </SettingsSection>
      <SettingsSection title={say('factor')} description={say('factorWhy')}>
        <RequiredFor before={before} {...props} />
      </SettingsSection>
      <SettingsSection title={say('password')} description={say('passwordWhy')}>
        <CountRow field="length" what={() => say('lengthWhat')} unit={say('characters')} {...props} />
      </SettingsSection>
      {save.error && <Callout tone="bad">{explain(save.error)}</Callout>}
      <SaveBar dirty={dirty} saving={save.isPending} onDiscard={() => setDraft(draftOf(before))} />
      <LeaveGuard dirty={dirty && !save.isPending} />
    </form>
  )
}

function useSaving(onSaved: (settings: SecuritySettings) => void) {
  const say = useWords()
  const navigate = useNavigate()
  const { mutate, ...save } = useSavePolicy()
  return {
    ...save,
    mutate: (change: Parameters<typeof mutate>[0]) =>
      mutate(change, {
        onSuccess: ({ settings, mustEnrol }) => {
          onSaved(settings)
          tell(say('saved'))
          if (mustEnrol)
            void navigate({ to: ENROL, search: { next: '/settings/security-policy' }, ignoreBlocker: true })
        },
      }),
  }
}

type BarProps = { dirty: boolean; saving: boolean; onDiscard: () => void }

/** Always there, so that nothing moves when the first change is made. */
function SaveBar({ dirty, saving, onDiscard }: BarProps) {
  const say = useWords()
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-paper px-4 py-3 sm:-mx-8 sm:px-8">
      <p role="status" className="min-w-0 flex-1 text-sm text-quiet">
        {dirty && say('unsaved')}
      </p>
      <Button disabled={!dirty || saving} onClick={onDiscard}>
        {say('discard')}
      </Button>
      <Button type="submit" variant="primary" disabled={!dirty} loading={saving}>
        {say('save')}
      </Button>
    </div>
  )
}

function LeaveGuard({ dirty }: { dirty: boolean }) {
  const say = useWords()
  const blocker = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  return (
    <Confirm
      open={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={say('leaving.title')}
      confirmLabel={say('leaving.leave')}
      cancelLabel={say('leaving.stay')}
      onConfirm={() => blocker.proceed?.()}
      loading={false}
    >
      <p>{say('leaving.why')}</p>
    </Confirm>
  )
}
