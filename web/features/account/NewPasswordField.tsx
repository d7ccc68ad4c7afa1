import { Check, Circle, X } from 'lucide-react'
import type { Ref } from 'react'
import { explain } from '../../app/http/explain.ts'
import { cn } from '../../ui/classes.ts'
import { Field } from '../../ui/controls/Field.tsx'
import { PasswordInput } from '../../ui/controls/PasswordInput.tsx'
import type { NewPassword } from './useNewPassword.ts'
import { useWords } from './words.ts'

type Props = {
  label: string
  chosen: NewPassword
  /** They pressed the button: what is missing is said louder. */
  tried: boolean
  error: unknown
  onTyping: () => void
  size?: 'md' | 'lg'
  autoFocus?: boolean
  ref?: Ref<HTMLInputElement>
}

/** Two plain rules, ticked while typing; no second field to type the same into, because it can be shown. */
export function NewPasswordField({ label, chosen, tried, error, onTyping, size, autoFocus, ref }: Props) {
  const say = useWords()
  const { refused, rules, minLength, password } = chosen
  const common = refused === 'password_too_common'
  return (
    <Field
      label={label}
      hint={
        <>
          <Rule met={rules.length} tried={tried}>
            {say('password.length', { count: minLength })}
          </Rule>
          <Rule met={rules.notYours} tried={tried}>
            {say('password.notYours')}
          </Rule>
          <span className="mt-1.5 block">{say('password.tip')}</span>
        </>
      }
      error={refused ? (common ? say('password.common') : explain(error)) : null}
    >
      <PasswordInput
        ref={ref}
        size={size}
        name="new-password"
        autoComplete="new-password"
        autoFocus={autoFocus}
        showLabel={say('password.show')}
        hideLabel={say('password.hide')}
        aria-invalid={Boolean(refused) || (tried && !chosen.good) || undefined}
        value={password}
        onChange={(event) => {
          chosen.type(event.target.value)
          if (refused) onTyping()
        }}
      />
    </Field>
  )
}

function Rule({ met, tried, children }: { met: boolean; tried: boolean; children: string }) {
  const say = useWords()
  const Mark = met ? Check : tried ? X : Circle
  const colour = met ? 'text-good' : tried ? 'font-medium text-bad' : ''
  return (
    <span className={cn('flex items-start gap-1.5 py-px', colour)}>
      <Mark size={14} aria-hidden className={cn('mt-0.5', !met && !tried && 'scale-60 text-faint')} />
      <span className={met ? 'text-quiet' : ''}>{children}</span>
      <span className="sr-only">{`: ${say(met ? 'password.met' : 'password.unmet')}`}</span>
    </span>
  )
}
