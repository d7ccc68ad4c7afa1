import type { SecuritySettings } from '#contract/team.ts'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { DurationRow, type RowProps } from './AmountRows.tsx'
import { minutesOf } from './policy.ts'
import { useWords } from './words.ts'

export function SessionRows({ before, draft, onChange }: RowProps & { before: SecuritySettings }) {
  const say = useWords()
  const idle = minutesOf(draft.idle, 'idle')
  const absolute = minutesOf(draft.absolute, 'absolute')
  const beyond = idle !== null && absolute !== null && idle > absolute
  const ends = say('shorter')
  return (
    <>
      <DurationRow
        field="idle"
        units={['minute', 'hour', 'day']}
        what={(time) => say('idleWhat', { time })}
        note={
          beyond ? (
            <Callout>{say('idleBeyond')}</Callout>
          ) : (
            idle !== null && idle < before.sessionIdleMinutes && <Callout tone="warn">{ends}</Callout>
          )
        }
        draft={draft}
        onChange={onChange}
      />
      <DurationRow
        field="absolute"
        units={['hour', 'day']}
        what={(time) => say('absoluteWhat', { time })}
        note={
          absolute !== null &&
          absolute < before.sessionAbsoluteHours * 60 && <Callout tone="warn">{ends}</Callout>
        }
        draft={draft}
        onChange={onChange}
      />
    </>
  )
}
