import { Link } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Permission } from '#contract/permissions.ts'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { EmptyState } from '../../ui/feedback/EmptyState.tsx'
import { useCan } from '../session.ts'
import { useWords as useShell } from '../words.ts'
import { useWords } from './words.ts'

type Props = { permission: Permission; children: ReactNode }

/** A screen for some roles. No list leads others here, but an address can be passed on. */
export function Allowed({ permission, children }: Props) {
  const say = useWords()
  const shell = useShell()
  if (useCan(permission)) return children
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        page
        icon={Lock}
        tone="neutral"
        title={say('notAllowed')}
        action={
          <Link to="/" className={buttonStyles()}>
            {shell('notFound.action')}
          </Link>
        }
      >
        {say('notAllowedWhy')}
      </EmptyState>
    </div>
  )
}
