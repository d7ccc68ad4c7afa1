import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { RecoveryCodes, SecondFactorSetup } from '#contract/team.ts'
import { ApiProblem, api } from '../../app/api.ts'
import { Button, buttonStyles } from '../../ui/controls/Button.tsx'
import { CopyField } from '../../ui/display/CopyField.tsx'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { Spinner } from '../../ui/feedback/Spinner.tsx'
import { CodeForm } from './CodeForm.tsx'
import { RefusalNote } from './RefusalNote.tsx'
import { useRefusal } from './refusal.ts'
import { useWords } from './words.ts'

// The encoder is needed once in an account's life.
const QrCode = lazy(() => import('./QrCode.tsx'))

type Props = {
  setup: SecondFactorSetup
  onConfirmed: (recoveryCodes: string[]) => void
  onInterrupted: () => void
}

export function ConnectApp({ setup, onConfirmed, onInterrupted }: Props) {
  const say = useWords()
  const confirm = useMutation({
    mutationFn: (code: string) => api.put<RecoveryCodes>('/me/second-factor', { code }),
    onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
  })
  const refusal = useRefusal(confirm.error)
  if (confirm.error instanceof ApiProblem && confirm.error.status === 409) {
    return (
      <Callout tone="warn" action={<Button onClick={onInterrupted}>{say('factor.startAgain')}</Button>}>
        {say(
          confirm.error.code === 'second_factor_enabled' ? 'factor.already' : 'factor.interrupted',
        )}
      </Callout>
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-start gap-5">
        <div className="grid size-44 shrink-0 place-items-center rounded-lg border border-line bg-surface">
          <Suspense fallback={<Spinner label={say('factor.drawing')} />}>
            <QrCode text={setup.uri} label={say('factor.qr')} />
          </Suspense>
        </div>
        <ByHand setup={setup} />
      </div>
      <RefusalNote refusal={refusal} />
      <CodeForm
        error={refusal?.wrong ? refusal.text : null}
        pending={confirm.isPending}
        onCode={confirm.mutate}
        onTyping={confirm.reset}
      />
    </>
  )
}

/** For whoever reads this on the very phone, or whose camera does not do it. */
function ByHand({ setup: { secret, uri } }: { setup: SecondFactorSetup }) {
  const say = useWords()
  return (
    <div className="flex min-w-0 flex-1 basis-52 flex-col items-start gap-3">
      <a href={uri} className={buttonStyles({ className: 'pointer-fine:hidden' })}>
        {say('factor.openApp')}
      </a>
      <details className="group w-full min-w-0 text-sm">
        <summary className="w-fit rounded-sm font-medium text-accent hover:underline">
          {say('factor.byHand')}
        </summary>
        <CopyField
          className="mt-3"
          label={say('factor.secret')}
          value={inFours(secret)}
          copyLabel={say('codes.copy')}
          copiedLabel={say('codes.copied')}
          failedLabel={say('codes.copyFailed')}
          hint={say('factor.secretHint')}
        />
      </details>
    </div>
  )
}

/** "JBSW Y3DP EHPK": authenticators ignore the spaces, eyes do not. */
const inFours = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret
