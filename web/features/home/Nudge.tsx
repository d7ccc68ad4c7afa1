import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePerson } from '../../app/session.ts'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { useWords } from './words.ts'

/** One thing worth doing for the own account, if there is one. */
export function Nudge() {
  const { secondFactor, recoveryCodesLeft } = usePerson()
  if (!secondFactor) return <TurnOn />
  return recoveryCodesLeft > 2 ? null : <RenewCodes left={recoveryCodesLeft} />
}

/** Advice, so it may be refused. */
function TurnOn() {
  const say = useWords()
  const [refused, setRefused] = useState(wasRefused)
  if (refused) return null
  const refuse = () => {
    remember()
    setRefused(true)
  }
  return (
    <Callout
      onDismiss={refuse}
      dismissLabel={say('nudge.dismiss')}
      action={
        <Link to="/settings/security/second-factor" className={buttonStyles({ size: 'sm' })}>
          {say('nudge.factorAction')}
        </Link>
      }
    >
      {say('nudge.factor')}
    </Callout>
  )
}

/** Not advice: without codes, a lost phone is a lost account. */
function RenewCodes({ left }: { left: number }) {
  const say = useWords()
  return (
    <Callout
      tone="warn"
      action={
        <Link to="/settings/security/recovery-codes" className={buttonStyles({ size: 'sm' })}>
          {say('nudge.codesAction')}
        </Link>
      }
    >
      {say('nudge.codes', { count: left })}
    </Callout>
  )
}

const KEY = 'prosa.second-factor-advice'

function wasRefused(): boolean {
  try {
    return localStorage.getItem(KEY) === 'refused'
  } catch {
    return false
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, 'refused')
  } catch {
    // Blocked storage: it comes back with the next page.
  }
}
