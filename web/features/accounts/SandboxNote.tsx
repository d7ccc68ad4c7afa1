import { FlaskConical, Smartphone } from 'lucide-react'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { useSandbox } from '../operations/instance.ts'
import { useWords } from './words.ts'

export function SandboxNote() {
  const say = useWords()
  if (!useSandbox()) return null
  return (
    <Callout
      icon={FlaskConical}
      title={say('sandbox.title')}
      action={
        // Served by the server and not by this app.
        <a href="/sandbox/" target="_blank" rel="noreferrer" className={buttonStyles({ size: 'sm' })}>
          <Smartphone size={16} aria-hidden />
          {say('sandbox.open')}
        </a>
      }
    >
      {say('sandbox.why')}
    </Callout>
  )
}
