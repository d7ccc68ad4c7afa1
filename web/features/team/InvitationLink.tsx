import type { Invitation, Operator } from '#contract/team.ts'
import { Copyable } from '../../app/pieces/Copyable.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { Callout } from '../../ui/feedback/Callout.tsx'
import { useWords } from './words.ts'

type Props = { person: Operator; invitation: Invitation }

/** The address is given even where a mail went out, for mails get lost. */
export function InvitationLink({ person, invitation }: Props) {
  const say = useWords()
  const format = useFormat()
  const { name, email = '' } = person
  return (
    <div className="flex flex-col gap-4">
      <Callout tone={invitation.mailed ? 'good' : 'info'}>
        {invitation.mailed ? say('invited.mailed', { email }) : say('invited.handOver', { name })}
      </Callout>
      <Copyable
        label={say('invited.link')}
        value={invitation.url}
        hint={say('invited.once', { until: format.dateTime(new Date(invitation.expiresAt)) })}
      />
    </div>
  )
}
