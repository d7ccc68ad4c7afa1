import { Link } from '@tanstack/react-router'
import { MessageCircleQuestionMark } from 'lucide-react'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { EmptyState } from '../../ui/feedback/EmptyState.tsx'
import { useTitle } from '../title.ts'
import { useWords } from '../words.ts'

export function NotFound() {
  const say = useWords()
  useTitle(say('notFound.title'))
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        page
        icon={MessageCircleQuestionMark}
        title={say('notFound.title')}
        action={
          <Link to="/" className={buttonStyles({ variant: 'primary' })}>
            {say('notFound.action')}
          </Link>
        }
      >
        {say('notFound.why')}
      </EmptyState>
    </div>
  )
}
