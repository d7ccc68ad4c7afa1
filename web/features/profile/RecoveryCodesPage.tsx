import { useMutation } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import type { RecoveryCodes as NewCodes } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { useAmendMe, usePerson } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { PasswordProof } from '../account/PasswordProof.tsx'
import { RecoveryCodes } from '../account/RecoveryCodes.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { useWords } from './words.ts'

/** A page and not a dialog: codes that are shown once must not vanish with a click beside them. */
export default function RecoveryCodesPage() {
  const say = useWords()
  const navigate = useNavigate()
  const amendMe = useAmendMe()
  const { secondFactor } = usePerson()
  const renew = useMutation({
    mutationFn: (password: string) => api.post<NewCodes>('/me/recovery-codes', { password }),
    onSuccess: ({ recoveryCodes }) => void amendMe({ recoveryCodesLeft: recoveryCodes.length }),
  })
  if (!secondFactor) return <Navigate to="/settings/security" replace />
  const codes = renew.data?.recoveryCodes
  return (
    <SettingsPage
      title={say('security.renewTitle')}
      description={say(codes ? 'security.renewedWhy' : 'security.renewWhy')}
      back={{ to: '/settings/security', label: say('security.title') }}
    >
      <Panel className="max-w-130">
        {codes ? (
          <div className="flex flex-col items-start gap-5">
            <RecoveryCodes codes={codes} />
            <Button variant="primary" size="lg" onClick={() => void navigate({ to: '/settings/security' })}>
              {say('security.kept')}
            </Button>
          </div>
        ) : (
          <PasswordProof
            submitLabel={say('security.renew')}
            error={renew.error}
            pending={renew.isPending}
            onProof={renew.mutate}
            onTyping={renew.reset}
          />
        )}
      </Panel>
    </SettingsPage>
  )
}
