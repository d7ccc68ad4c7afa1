import type { SecuritySettings } from '#contract/team.ts'
import { useFormat } from '../../ui/display/format.ts'
import { SettingsRow, SettingsSection } from '../../ui/layout/Settings.tsx'
import { inWords } from './policy.ts'
import { useWords } from './words.ts'

/** The same chapters as the form, for who may only read them. */
export function PolicyShown({ settings }: { settings: SecuritySettings }) {
  const say = useWords()
  const format = useFormat()
  const idle = inWords(settings.sessionIdleMinutes, format)
  const absolute = inWords(settings.sessionAbsoluteHours * 60, format)
  const lock = inWords(settings.lockMinutes, format)
  const roles = settings.secondFactorRequiredFor.map((role) => say(`role.${role}`))
  return (
    <div className="flex flex-col gap-6">
      <SettingsSection title={say('sessions')} description={say('sessionsWhy')}>
        <Shown title={say('idle')} what={say('idleWhat', { time: idle })} value={idle} />
        <Shown title={say('absolute')} what={say('absoluteWhat', { time: absolute })} value={absolute} />
      </SettingsSection>
      <SettingsSection title={say('attempts')} description={say('attemptsWhy')}>
        <Shown
          title={say('lockAfter')}
          what={say('lockAfterWhat', { count: settings.lockAfterFailures })}
          value={format.number(settings.lockAfterFailures)}
        />
        <Shown title={say('lock')} what={say('lockWhat', { time: lock })} value={lock} />
      </SettingsSection>
      <SettingsSection title={say('factor')} description={say('factorWhy')}>
        <Shown
          title={say('required')}
          what={say(roles.length > 0 ? 'requiredWhat' : 'nobody')}
          value={roles.join(', ') || say('none')}
        />
      </SettingsSection>
      <SettingsSection title={say('password')} description={say('passwordWhy')}>
        <Shown
          title={say('length')}
          what={say('lengthWhat')}
          value={`${format.number(settings.passwordMinLength)} ${say('characters')}`}
        />
      </SettingsSection>
    </div>
  )
}

const Shown = ({ title, what, value }: { title: string; what: string; value: string }) => (
  <SettingsRow
    title={title}
    description={what}
    control={<span className="text-base font-medium tabular-nums">{value}</span>}
  />
)
