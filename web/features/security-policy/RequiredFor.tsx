import type { Role } from '#contract/permissions.ts'
import type { SecuritySettings } from '#contract/team.ts'
import { usePerson } from '../../app/session.ts'
import { Checkbox } from '../../ui/controls/Checkbox.tsx'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { SettingsRow } from '../../ui/layout/Settings.tsx'
import type { RowProps } from './AmountRows.tsx'
import { type Coverage, useCoverage } from './settings.ts'
import { useWords } from './words.ts'

const roles = ['admin', 'manager', 'agent'] as const satisfies readonly Role[]

export function RequiredFor({
  before,
  draft: { required },
  onChange,
}: RowProps & { before: SecuritySettings }) {
  const say = useWords()
  const me = usePerson()
  const coverage = useCoverage()
  const set = (role: Role, on: boolean) =>
    // Always in the same order, so that a box ticked and unticked is no change.
    onChange({ required: roles.filter((each) => (each === role ? on : required.includes(each))) })
  const meToo =
    !me.secondFactor && required.includes(me.role) && !before.secondFactorRequiredFor.includes(me.role)
  return (
    <SettingsRow title={say('required')} description={say(required.length > 0 ? 'requiredWhat' : 'nobody')}>
      <fieldset className="flex flex-col gap-3 pointer-coarse:gap-0">
        <legend className="sr-only">{say('required')}</legend>
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={say(`role.${role}`)}
            hint={<Lacking role={role} coverage={coverage} />}
            checked={required.includes(role)}
            onChange={(on) => set(role, on)}
          />
        ))}
      </fieldset>
      {meToo && (
        <Callout tone="warn" className="mt-3">
          {say('youToo')}
        </Callout>
      )}
    </SettingsRow>
  )
}

/** Who would be asked, so that nobody is surprised on Monday morning. A line stands there before the number does. */
function Lacking({ role, coverage }: { role: Role; coverage: Coverage | undefined }) {
  const say = useWords()
  if (!coverage) return '\u00a0'
  const count = coverage.lacking[role]
  if (count > 0) return <>{say(coverage.more ? 'lackingSome' : 'lacking', { count })}</>
  if (coverage.total[role] === 0 && !coverage.more) return <>{say('noneInRole')}</>
  return <>{say('allSet')}</>
}
