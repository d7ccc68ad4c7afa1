import { useMutation } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
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
        {say(confirm.error.code === 'second_factor_enabled' ? 'factor.already' : 'factor.interrupted')}
      </Callout>
    )
  }
  return (
    <>
      {/* For whoever reads this on the very phone. */}
      <a
        href={setup.uri}
        className={buttonStyles({ size: 'lg', className: 'self-start pointer-fine:hidden' })}
      >
        {say('factor.openApp')}
      </a>
      <div className="flex flex-wrap items-start gap-5">
        <div className="grid size-44 shrink-0 place-items-center rounded-lg border border-line bg-surface">
          <Suspense fallback={<Spinner label={say('factor.drawing')} />}>
            <QrCode text={setup.uri} label={say('factor.qr')} />
          </Suspense>
        </div>
        <ByHand secret={setup.secret} />
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

/** For cameras that do not do it. */
function ByHand({ secret }: { secret: string }) {
  const say = useWords()
  return (
    <div className="flex min-w-0 flex-1 basis-52 flex-col items-start gap-3">
      <details className="group w-full min-w-0 text-sm">
        <summary className="flex w-fit list-none items-center gap-1 rounded-sm font-medium text-accent hover:underline [&::-webkit-details-marker]:hidden">
          <ChevronRight size={16} aria-hidden className="-ml-1 transition-transform group-open:rotate-90" />
          {say('factor.byHand')}
        </summary>
        <CopyField
          // In full, on two lines: it is read off and typed.
          className="mt-3 [&_code]:overflow-x-visible [&_code]:py-1 [&_code]:whitespace-normal"
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
