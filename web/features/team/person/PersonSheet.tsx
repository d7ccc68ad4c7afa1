import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import type { Operator } from '#contract/team.ts'
import { tell } from '../../../app/http/notices.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { LoadProblem } from '../../../app/pieces/LoadProblem.tsx'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useCan } from '../../../app/session.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { SkeletonText } from '../../../ui/feedback/Skeleton.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { knownPerson, personQuery } from '../people.ts'
import { useWords } from '../words.ts'
import type { Ask } from './asking.ts'
import { EditPerson } from './EditPerson.tsx'
import { PersonAccess, StandsOut } from './PersonAccess.tsx'

type Props = { id: string | undefined; onClose: () => void; onAsk: (ask: Ask) => void }

export function PersonSheet({ id, onClose, onAsk }: Props) {
  const shown = useLast(id)
  const turn = useTurn(Boolean(id))
  if (!shown) return null
  return <OpenSheet key={`${turn} ${shown}`} id={shown} open={Boolean(id)} onClose={onClose} onAsk={onAsk} />
}

function OpenSheet({ id, open, onClose, onAsk }: Omit<Props, 'id'> & { id: string; open: boolean }) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const form = useId()
  const client = useQueryClient()
  const mayEdit = useCan('operators:update')
  const [state, setState] = useState({ dirty: false, saving: false })
  const person = useQuery({ ...personQuery(id), placeholderData: () => knownPerson(client, id) })
  const editable = mayEdit && person.data !== undefined && person.data.state !== 'removed'

  const saved = () => {
    tell(say('saved'))
    onClose()
  }
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={person.data?.name ?? say('title')}
      description={person.data?.email}
      closeLabel={shell('close')}
      footer={
        editable && (
          <>
            <Button onClick={onClose}>{pieces('cancel')}</Button>
            <Button
              type="submit"
              form={form}
              variant="primary"
              disabled={!state.dirty}
              loading={state.saving}
            >
              {pieces('save')}
            </Button>
          </>
        )
      }
    >
      <Content person={person.data} problem={person}>
        {(known) => (
          <div className="flex flex-col gap-7 pt-1">
            {editable && <StandsOut person={known} onAsk={onAsk} />}
            {editable && (
              <EditPerson
                key={String(person.isPlaceholderData)}
                id={form}
                person={known}
                onState={setState}
                onSaved={saved}
              />
            )}
            <PersonAccess person={known} onAsk={onAsk} />
          </div>
        )}
      </Content>
    </Sheet>
  )
}

type ContentProps = {
  person: Operator | undefined
  problem: { error: Error | null; fetchStatus: string; isFetching: boolean; refetch: () => unknown }
  children: (person: Operator) => ReactNode
}

function Content({ person, problem, children }: ContentProps) {
  const say = useWords()
  if (person) return children(person)
  const offline = problem.fetchStatus === 'paused'
  if (!problem.error && !offline) return <SkeletonText lines={6} className="pt-2" />
  return (
    <LoadProblem
      compact
      title={say('person.loadFailed')}
      error={problem.error}
      offline={offline}
      onRetry={() => void problem.refetch()}
      retrying={problem.isFetching}
    />
  )
}
