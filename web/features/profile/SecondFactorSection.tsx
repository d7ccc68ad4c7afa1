import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePerson } from '../../app/session.ts'
import { Button, buttonStyles } from '../../ui/controls/Button.tsx'
import { Badge } from '../../ui/display/Badge.tsx'
import { SettingsRow, SettingsSection } from '../../ui/layout/Settings.tsx'
import { TurnOffSecondFactor } from './TurnOffSecondFactor.tsx'
import { useWords } from './words.ts'

export function SecondFactorSection() {
  const say = useWords()
  const { secondFactor } = usePerson()
  return (
    <SettingsSection title={say('security.factor')} description={say('security.factorWhy')}>
      {secondFactor ? <TurnedOn /> : <TurnedOff />}
    </SettingsSection>
  )
}

function TurnedOff() {
  const say = useWords()
  return (
    <SettingsRow
      title={say('security.app')}
      description={say('security.offWhy')}
      control={
        <>
          <Badge>{say('security.off')}</Badge>
          <Link to="/settings/security/second-factor" className={buttonStyles({ variant: 'primary' })}>
            {say('security.turnOn')}
          </Link>
        </>
      }
    />
  )
}

function TurnedOn() {
  const say = useWords()
  const { recoveryCodesLeft } = usePerson()
  const [turningOff, setTurningOff] = useState(false)
  return (
    <>
      <SettingsRow
        title={say('security.app')}
        description={say('security.onWhy')}
        control={
          <>
            <Badge tone="good" dot>
              {say('security.on')}
            </Badge>
            <Button onClick={() => setTurningOff(true)}>{say('security.turnOff')}</Button>
          </>
        }
      />
      <SettingsRow
        title={say('security.recovery')}
        danger={recoveryCodesLeft < 2}
        description={say('security.left', { count: recoveryCodesLeft })}
        control={
          <Link to="/settings/security/recovery-codes" className={buttonStyles()}>
            {say('security.renew')}
          </Link>
        }
      />
      {turningOff && <TurnOffSecondFactor onClose={() => setTurningOff(false)} />}
    </>
  )
}
