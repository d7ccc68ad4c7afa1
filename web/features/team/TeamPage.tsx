import { useMatch, useNavigate, useSearch } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { Operator } from '#contract/team.ts'
import { useTurn } from '../../app/pieces/act.ts'
import { useCan } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { Filters } from './Filters.tsx'
import type { TeamFilters } from './filters.ts'
import { Asked } from './person/Asked.tsx'
import type { Ask } from './person/asking.ts'
import { InviteSheet } from './person/InviteSheet.tsx'
import { PersonSheet } from './person/PersonSheet.tsx'
import { useLivePresence, useLiveTeam } from './presence.ts'
import { TeamList } from './TeamList.tsx'
import { useWords } from './words.ts'

const HERE = '/settings/team'

export default function TeamPage() {
  const say = useWords()
  const navigate = useNavigate()
  const filters = useSearch({ from: '/inside/settings/team' })
  const inviting = useMatch({ from: '/inside/settings/team/invite', shouldThrow: false })
  const opened = useMatch({ from: '/inside/settings/team/$personId', shouldThrow: false })
  const mayInvite = useCan('operators:create')
  const seesDetails = useCan('operators:read-details')
  const [ask, setAsk] = useState<Ask | null>(null)
  const inviteTurn = useTurn(Boolean(inviting))
  useLivePresence()
  useLiveTeam()

  const filter = (change: TeamFilters) =>
    void navigate({ to: HERE, search: { ...filters, ...change }, replace: true })
  const toList = () => void navigate({ to: HERE, search: filters, replace: true })
  const invite = () => void navigate({ to: '/settings/team/invite', search: filters })
  const open = ({ id }: Operator) =>
    void navigate({ to: '/settings/team/$personId', params: { personId: id }, search: filters })

  return (
    <SettingsPage
      width="wide"
      title={say('title')}
      description={say(mayInvite ? 'about' : seesDetails ? 'aboutForReaders' : 'aboutForAgents')}
      actions={
        mayInvite && (
          <Button variant="primary" icon={UserPlus} onClick={invite}>
            {say('invite')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <Filters filters={filters} onChange={filter} seesDetails={seesDetails} />
        <TeamList
          filters={filters}
          onClear={() => void navigate({ to: HERE, search: {}, replace: true })}
          onInvite={mayInvite ? invite : undefined}
          onOpen={seesDetails ? open : undefined}
          onAsk={setAsk}
        />
      </div>
      {mayInvite && <InviteSheet key={inviteTurn} open={Boolean(inviting)} onClose={toList} />}
      {seesDetails && <PersonSheet id={opened?.params.personId} onClose={toList} onAsk={setAsk} />}
      <Asked ask={ask} onClose={() => setAsk(null)} onRemoved={toList} />
    </SettingsPage>
  )
}
