import { useQueryClient } from '@tanstack/react-query'
import type { Presence } from '#contract/team.ts'
import { explain } from '../../app/http/explain.ts'
import { tellWarning } from '../../app/http/notices.ts'
import { presences, setPresence } from '../../app/presence.ts'
import { usePerson } from '../../app/session.ts'
import { useWords as useAppWords } from '../../app/words.ts'
import { cn } from '../../ui/classes.ts'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { useWords } from './words.ts'

export function PresenceControl({ className }: { className?: string }) {
  const say = useWords()
  const words = useAppWords()
  const queryClient = useQueryClient()
  const { presence } = usePerson()
  const change = (next: Presence) =>
    void setPresence(queryClient, next).catch((error: unknown) =>
      tellWarning(say('notSaved', { reason: explain(error) })),
    )
  return (
    <Segmented
      label={say('label')}
      value={presence}
      onChange={change}
      options={presences.map((value) => ({ value, label: words(`presence.${value}`) }))}
      className={cn('max-sm:flex max-sm:w-full max-sm:[&_label]:px-1', className)}
    />
  )
}
