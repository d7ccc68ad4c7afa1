import { type ReactNode, useState } from 'react'
import type { WebhookEndpointWithSecret } from '#contract/webhooks.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { useWords } from '../words.ts'
import { SecretReady } from './SecretReady.tsx'

type Props = {
  open: boolean
  onClose: () => void
  /** Once there is one, it is shown instead of the children. */
  made: WebhookEndpointWithSecret | undefined
  title: string
  description?: string
  footer: ReactNode
  children: ReactNode
}

/** Whoever closes by a slip loses the secret: only the button that says so closes at once. */
export function SecretSheet({ open, onClose, made, title, description, footer, children }: Props) {
  const say = useWords()
  const shell = useShell()
  const [leaving, setLeaving] = useState(false)
  const tryToClose = () => (made ? setLeaving(true) : onClose())
  const leave = (
    <>
      <Button onClick={() => setLeaving(false)}>{say('secret.stay')}</Button>
      <Button variant="danger" onClick={onClose}>
        {say('secret.leave')}
      </Button>
    </>
  )
  const kept = (
    <Button variant="primary" onClick={onClose}>
      {say('secret.kept')}
    </Button>
  )
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => next || tryToClose()}
      title={made ? say('secret.title') : title}
      description={made ? undefined : description}
      closeLabel={shell('close')}
      footer={made ? (leaving ? leave : kept) : footer}
    >
      {made ? <SecretReady made={made} leaving={leaving} /> : children}
    </Sheet>
  )
}
