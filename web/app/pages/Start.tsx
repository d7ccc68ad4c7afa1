import { Navigate } from '@tanstack/react-router'
import { LayoutGrid } from 'lucide-react'
import { EmptyState } from '../../ui/feedback/EmptyState.tsx'
import { useDestinations } from '../shell/destinations.ts'
import { useWords } from '../words.ts'

/** Everybody starts where their work is: the first place they may enter. */
export function Start() {
  const say = useWords()
  const [first] = useDestinations().all
  if (first) return <Navigate to={first.to} replace />
  return (
    <div className="grid h-full place-items-center">
      <EmptyState icon={LayoutGrid} title={say('nothing.title')}>
        {say('nothing.why')}
      </EmptyState>
    </div>
  )
}
